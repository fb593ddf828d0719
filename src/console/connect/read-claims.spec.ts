import { readClaims } from './read-claims.js';

describe('claims as lines', () => {
  it.each([
    ['email: jane@acme.test', 'email', 'jane@acme.test'],
    ['  "email" : "jane@acme.test" ,', 'email', 'jane@acme.test'],
    ['email=jane@acme.test', 'email', 'jane@acme.test'],
    ['email\tjane@acme.test', 'email', 'jane@acme.test'],
    ['http://schemas.test/claims/name: Jane: Doe', 'http://schemas.test/claims/name', 'Jane: Doe'],
    ['email:', 'email', ''],
    ['email: "', 'email', '"'],
  ])('are read from %j', (line, name, value) => {
    expect(readClaims(line)).toEqual([{ name, value }]);
  });

  it('are read without a value', () => {
    expect(readClaims('email\t\nfirstName: Jane')).toEqual([
      { name: 'email', value: '' },
      { name: 'firstName', value: 'Jane' },
    ]);
  });

  it.each(['', 'no claim', ':x', 'http://'])('are not found in %j', (line) => {
    expect(readClaims(line)).toEqual([]);
  });

  it.each([
    ['blanks', ' '],
    ['quotation marks', '"'],
    ['addresses', 'a://'],
    ['commas', ' ,'],
  ])('are looked for once in 64 KiB of %s', (_what, piece) => {
    const many = piece.repeat(65_536 / piece.length);
    const start = process.cpuUsage();
    for (const line of [`a: ${many}x`, `a${many}x`, `${many}: x`]) readClaims(line);
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  });
});
