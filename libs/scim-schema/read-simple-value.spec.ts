import type { AttributeType, JsonValue } from './index.js';
import { defineAttribute, isStorable, readSimpleValue } from './index.js';

describe('readSimpleValue', () => {
  // Entra quirk Q2: booleans come as text, in any case; "False" is false.
  it.each<[JsonValue, boolean]>([
    [true, true],
    [false, false],
    ['True', true],
    ['False', false],
    ['true', true],
    ['false', false],
    ['TRUE', true],
    ['fAlSe', false],
  ])('reads the boolean %j as %j', (sent, expected) => {
    expect(read('boolean', sent)).toBe(expected);
  });

  // RFC 7643 section 2.3: each type keeps its value as it was sent.
  it.each<[AttributeType, JsonValue]>([
    ['string', 'x'],
    ['string', ' blank '],
    ['string', '😀 日本 ñ'],
    ['string', 'True'],
    ['integer', 0],
    ['integer', -7],
    ['integer', Number.MAX_SAFE_INTEGER],
    ['decimal', 1],
    ['decimal', 1.5],
    ['decimal', -1e3],
    ['dateTime', '2020-01-01T00:00:00Z'],
    ['dateTime', '2020-01-01T00:00:00.1234567+02:00'],
    ['dateTime', '2020-01-01T00:00:00'],
    ['binary', 'TWFu'],
    ['binary', 'TWE='],
    ['binary', 'TQ=='],
    ['binary', 'TWE'],
    ['binary', '-_-_'],
    ['binary', 'TWFu\r\nTWFu'],
    ['reference', 'https://x.test/Users/1'],
    ['reference', '../Users/1'],
    ['reference', 'KQHXUEEQTVUI'],
  ])('keeps the %s %j', (type, sent) => {
    expect(read(type, sent)).toBe(sent);
  });

  // RFC 7643 section 2.3, RFC 7644 table 9: invalidValue for another JSON type or form.
  it.each<[AttributeType, JsonValue, string]>([
    ['boolean', 'yes', 'takes true or false, not another text'],
    ['boolean', ' true', 'takes true or false, not another text'],
    ['boolean', 1, 'takes true or false, not a number'],
    ['boolean', 0, 'takes true or false, not a number'],
    ['boolean', {}, 'takes true or false, not an object'],
    ['boolean', [true], 'takes true or false, not a list'],
    ['string', 5, 'takes a string, not a number'],
    ['string', true, 'takes a string, not a boolean'],
    ['string', { a: 1 }, 'takes a string, not an object'],
    ['string', ['a'], 'takes a string, not a list'],
    ['reference', 5, 'takes a string, not a number'],
    ['integer', 1.5, 'takes a whole number, not a number'],
    ['integer', '1', 'takes a whole number, not another text'],
    ['integer', true, 'takes a whole number, not a boolean'],
    ['integer', 2 ** 53, 'takes a whole number'],
    ['integer', Infinity, 'takes a whole number'],
    ['decimal', '1.5', 'takes a number, not another text'],
    ['decimal', false, 'takes a number, not a boolean'],
    ['decimal', Infinity, 'takes a number'],
    ['dateTime', '2020-01-01', 'takes a date and time'],
    ['dateTime', 'yesterday', 'takes a date and time'],
    ['dateTime', 1577836800000, 'takes a date and time'],
    ['binary', '***', 'takes base64 text'],
    ['binary', 'TQ===', 'takes base64 text'],
    ['binary', 'T=Q=', 'takes base64 text'],
    ['binary', 5, 'takes base64 text'],
    ['binary', 'TWFu\u0000', 'takes base64 text'],
  ])('refuses the %s %j', (type, sent, problem) => {
    expect(() => read(type, sent)).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: expect.stringContaining(`"here" ${problem}`),
      }),
    );
  });

  // PostgreSQL can store neither; a message never repeats what was sent.
  it.each([
    ['U+0000', 'a\u0000b'],
    ['the first half of a pair', 'a\ud83d'],
    ['the second half of a pair', '\ude00b'],
    ['two halves in the wrong order', '\ude00\ud83d'],
  ])('refuses a text with %s', (_case, sent) => {
    expect(isStorable(sent)).toBe(false);
    expect(() => read('string', sent)).toThrow('"here" has a character that cannot be stored');
    expect(() => read('reference', sent)).toThrow('"here" has a character that cannot be stored');
  });

  it('never repeats the value in its message', () => {
    expect(() => read('boolean', 'top secret')).toThrow(
      expect.objectContaining({ detail: expect.not.stringContaining('secret') }),
    );
  });

  it.each([
    ['the longest text', 'x'.repeat(8), true],
    ['one character too many', 'x'.repeat(9), false],
    ['an emoji as two', `${'x'.repeat(7)}😀`, false],
  ])('counts %s', (_case, sent, fits) => {
    const attribute = defineAttribute('code', 'A code.', { maxLength: 8 });
    const reading = (): unknown => readSimpleValue(attribute, sent, 'code');

    if (fits) expect(reading()).toBe(sent);
    else expect(reading).toThrow('"code" is longer than 8 characters.');
  });
});

function read(type: AttributeType, sent: JsonValue): JsonValue {
  return readSimpleValue(defineAttribute('attribute', 'An attribute.', { type }), sent, 'here');
}
