import fc from 'fast-check';

/**
 * Few characters, so that texts meet; each stands for a trap: case that grows or depends on the language, letters of
 * several widths and compositions, patterns and quotes of SQL, and code points whose order UTF-16 turns around.
 */
const ALPHABET: readonly string[] = [
  ...['a', 'A', 'b', 'B', 'i', 'I', '1', ' ', '.', '@', '/'],
  ...['ü', 'Ü', 'u\u0308', 'é', 'e\u0301', '\u0301', 'ß', 'ẞ', 'İ', 'ı', 'ς', 'σ', 'Σ'],
  ...['Ａ', 'ｂ', 'ﬁ', '\u212a', '\u{1d49c}', '\ue000', '\uffee', '😀', '👩\u200d💻'],
  ...['%', '_', '\\', '"', "'", '--', '$1', '{}', '\u2028'],
];

/** Texts that attributes may hold; never empty. */
export function text(): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 4 });
}

export function base64(): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom('A', 'a', 'B', '+', '/'), minLength: 1, maxLength: 4 });
}

/** The same ASCII name in another case. */
export function respell(name: string): fc.Arbitrary<string> {
  const mixed = fc
    .nat({ max: 2 ** 31 - 1 })
    .map((bits) =>
      Array.from(name, (character, index) =>
        (bits >> (index % 31)) % 2 === 0 ? character.toLowerCase() : character.toUpperCase(),
      ).join(''),
    );
  return fc.oneof({ weight: 3, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: mixed });
}

const CHANGES: readonly ((text: string) => string)[] = [
  (same) => same,
  (same) => same,
  (lower) => lower.toLowerCase(),
  (upper) => upper.toUpperCase(),
  (apart) => apart.normalize('NFD'),
  (together) => together.normalize('NFKC'),
  (narrow) =>
    narrow.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)),
];

/** A text from a pool, or its beginning, its end or its middle, as it is or in another case or composition. */
export function variantOf(pool: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...pool),
      fc.constantFrom('whole', 'start', 'end', 'middle'),
      fc.nat({ max: 3 }),
      fc.constantFrom(...CHANGES),
    )
    .map(([whole, part, cut, change]) => {
      const characters = Array.from(whole);
      const from = part === 'end' || part === 'middle' ? cut % characters.length : 0;
      const behind = part === 'start' || part === 'middle' ? cut % characters.length : 0;
      return change(characters.slice(from, Math.max(from + 1, characters.length - behind)).join(''));
    });
}

/** A text as a JSON string, with more escapes than needed or without. */
export function jsonString(value: string): fc.Arbitrary<string> {
  const escaped = (): string =>
    JSON.stringify(value)
      .replaceAll('/', '\\/')
      .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return fc.boolean().map((more) => (more ? escaped() : JSON.stringify(value)));
}
