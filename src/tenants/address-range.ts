import ipaddr from 'ipaddr.js';

/** Enough to know a network again, too little to know a person. */
const BITS = { ipv4: 24, ipv6: 48 } as const;

/** @returns The network of a client, such as `192.0.2.0/24`; `null` for what is no address. */
export function addressRangeOf(address: string): string | null {
  if (!ipaddr.isValid(address)) return null;
  // An IPv4 client of a server that listens on IPv6 comes as "::ffff:192.0.2.7".
  const parsed = ipaddr.process(address);
  const bits = BITS[parsed.kind()];
  const bytes = parsed.toByteArray().map((byte, index) => (index < bits / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}
