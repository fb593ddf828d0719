import { deriveSealingKey, openKey, sealKey } from './sealed-key.js';

const JWK = { kty: 'EC', crv: 'P-256', d: 'a-private-number' };
const KEY = deriveSealingKey('the pepper of this test');

describe('a sealed key', () => {
  it('is opened with the pepper that sealed it, and differs every time', () => {
    const sealed = sealKey(JWK, 'kid', KEY);
    expect(openKey(sealed, 'kid', KEY)).toEqual(JWK);
    expect(sealed.includes('a-private-number')).toBe(false);
    expect(sealKey(JWK, 'kid', KEY).equals(sealed)).toBe(false);
  });

  it('is not opened with another pepper or under another name', () => {
    const sealed = sealKey(JWK, 'kid', KEY);
    expect(openKey(sealed, 'kid', deriveSealingKey('another pepper'))).toBeUndefined();
    expect(openKey(sealed, 'other', KEY)).toBeUndefined();
  });

  it.each([0, 12, 28, 40])('is not opened when the byte at %i was changed', (place) => {
    const sealed = sealKey(JWK, 'kid', KEY);
    sealed.writeUInt8(sealed.readUInt8(place) ^ 1, place);
    expect(openKey(sealed, 'kid', KEY)).toBeUndefined();
  });

  it.each([0, 11, 20])('is not opened when only %i bytes of it are there', (length) => {
    expect(openKey(sealKey(JWK, 'kid', KEY).subarray(0, length), 'kid', KEY)).toBeUndefined();
  });
});
