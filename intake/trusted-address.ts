import { BlockList, isIPv6 } from 'node:net';

/** Is the address within one of these networks (`203.0.113.0/24`, `2001:db8::/32`)? */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits = ''] = network.split('/');
    list.addSubnet(base, Number(bits), isIPv6(base) ? 'ipv6' : 'ipv4');
  }
  const plain = withoutMapping(address);
  return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** An IPv4 address as a socket that takes both kinds tells it: `::ffff:203.0.113.7`. */
function withoutMapping(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
