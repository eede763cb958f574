/**
 * May this address be asked? `hosts`: in lower case, with or without a port, IPv6 in brackets; an entry without a port allows all of
 * the host.
 */
export function isAllowedHost({ hostname, port, protocol }: URL, hosts: readonly string[]): boolean {
  const standing = port || (protocol === 'https:' ? '443' : '80');
  return hosts.includes(hostname) || hosts.includes(`${hostname}:${standing}`);
}
