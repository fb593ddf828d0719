import { cutBody, isCut, MAX_BODY_BYTES } from './cut-body.js';

describe('cutBody', () => {
  it.each(['', 'short', 'x'.repeat(MAX_BODY_BYTES)])('keeps what fits', (text) => {
    expect(cutBody(text)).toBe(text);
    expect(isCut(text)).toBe(false);
  });

  it.each(['x', 'ä', '€', '😀'])(
    'leaves the beginning of a long body of "%s", with whole characters',
    (letter) => {
      const cut = cutBody(letter.repeat(MAX_BODY_BYTES + 1));
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(MAX_BODY_BYTES);
      expect(cut.replace(/… \(cut: \d+ bytes\)$/, '').replaceAll(letter, '')).toBe('');
      expect(isCut(cut)).toBe(true);
    },
  );
});
