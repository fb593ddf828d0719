import { addressRangeOf } from './address-range.js';

describe('addressRangeOf', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['::1', '::/48'],
    ['', null],
    ['localhost', null],
    ['192.0.2.256', null],
  ])('makes %j %j', (address, range) => {
    expect(addressRangeOf(address)).toBe(range);
  });
});
