import ipaddr from 'ipaddr.js';

/** Answers inside of every machine of Azure, although the address is not of a private range. */
const AZURE_PLATFORM = '168.63.129.16';

/** Addresses of IPv6 that are given out for the internet (IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the internet: not of this machine, of a private or shared network, of a link, and not
 * one that stands for such an address (IPv4 in IPv6, in all its forms).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv4') return parsed.toString() !== AZURE_PLATFORM;
  return (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST);
}
