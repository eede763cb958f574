/**
 * Does the error mean that the database can't be reached or does not answer, so that the same may work later? Connection
 * exceptions (SQLSTATE class 08), shutdowns and starts (57P0x), too many connections (53), the network's own words, and
 * those of `pg` and its pool, which carry no code.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string')
    return /^(08|57P0|53)|^E(CONN|PIPE|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH|NOTFOUND)/.test(code);
  // Node joins the failures of several addresses (localhost: IPv6 and IPv4) in one error.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/.test(
    error.message,
  );
}
