import { ValidateBy } from 'class-validator';
import ipaddr from 'ipaddr.js';

/** What Express's `trust proxy` takes: a number of hops, or addresses and networks. */
export function IsTrustedProxy(): PropertyDecorator {
  return ValidateBy({
    name: 'isTrustedProxy',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && (/^[1-9]$/.test(value) || value.split(',').every(isNetwork)),
      defaultMessage: () =>
        'is the number of proxies in front of the service, or their addresses, such as 10.0.0.0/8',
    },
  });
}

function isNetwork(text: string): boolean {
  const network = text.trim();
  return (
    ['loopback', 'linklocal', 'uniquelocal'].includes(network) ||
    ipaddr.IPv4.isValidFourPartDecimal(network) ||
    ipaddr.IPv6.isValid(network) ||
    ipaddr.isValidCIDR(network)
  );
}
