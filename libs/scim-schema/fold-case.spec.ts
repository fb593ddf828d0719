import { foldCase } from './index.js';

describe('foldCase', () => {
  // RFC 7644 section 5, RFC 8265: width, case and normalization do not tell user names apart.
  it.each([
    ['BJensen@Example.COM', 'bjensen@example.com'],
    ['\uff21lice', 'alice'],
    ['Ren\u00e9', 'rene\u0301'],
    ['ANGSTR\u00d6M', 'angstro\u0308m'],
    ['\u212bngstrom', '\u00c5NGSTROM'],
    ['\ufb01le', 'FILE'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['Ж', 'ж'],
    ['𐐀', '𐐨'],
    ['', ''],
  ])('makes %j and %j equal', (left, right) => {
    expect(foldCase(left)).toBe(foldCase(right));
  });

  it.each([
    ['Straße', 'STRASSE'],
    ['rene', 'ren\u00e9'],
    ['a', ' a'],
    ['jo', 'j0'],
    ['\u0430', 'a'],
    ['I', '\u0131'],
  ])('keeps %j and %j apart', (left, right) => {
    expect(foldCase(left)).not.toBe(foldCase(right));
  });

  it('changes no character any more when it is done twice', () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const folded = foldCase(String.fromCharCode(code));
      if (foldCase(folded) !== folded) unstable.push(code.toString(16));
    }

    expect(unstable).toEqual([]);
  });
});
