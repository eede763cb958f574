/** The cookie of a log-in that waits for its code, as the header `Cookie` has it: `name=value`; null where there is none. */
export function challengeCookie(header: string, prefix: string): string | null {
  const start = `${prefix}.two_factor=`;
  return (
    header
      .split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(start)) ?? null
  );
}

/**
 * What the cookie names, before its signature. Who made a name up has one that nobody waits under: it is random. That the
 * signature is right better-auth checks.
 */
export function challengeOf(header: string, prefix: string): string | null {
  const value = challengeCookie(header, prefix)?.replace(/^[^=]*=/, '') ?? '';
  const [, name = ''] = /^(.+)\.[^.]*$/.exec(decoded(value)) ?? [];
  return name === '' ? null : name;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
