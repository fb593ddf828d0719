import type { AttributeDefinition, JsonValue } from './index.js';
import {
  defineAttribute,
  defineComplex,
  defineList,
  ENTERPRISE_USER_SCHEMA,
  findByName,
  readSingle,
  readValue,
  USER_SCHEMA,
} from './index.js';

const emails = attributeOf(USER_SCHEMA.attributes, 'emails');
const addresses = attributeOf(USER_SCHEMA.attributes, 'addresses');
const name = attributeOf(USER_SCHEMA.attributes, 'name');
const title = attributeOf(USER_SCHEMA.attributes, 'title');
const manager = attributeOf(ENTERPRISE_USER_SCHEMA.attributes, 'manager');
const tags = defineAttribute('tags', 'Words.', { multiValued: true });

describe('readValue', () => {
  // RFC 7643 section 2.5, Entra quirk Q13.
  it.each<[string, AttributeDefinition, JsonValue | undefined]>([
    ['nothing', title, undefined],
    ['null', title, null],
    ['an empty text', title, ''],
    ['an empty list for one value', title, []],
    ['a list of null for one value', title, [null]],
    ['an object without a value in it', name, { givenName: null, familyName: '' }],
    ['an empty object', name, {}],
    ['nothing for a list', emails, undefined],
    ['null for a list', emails, null],
    ['an empty text for a list', emails, ''],
    ['an empty list', emails, []],
    ['a list of nothing', emails, [null, '', {}, { value: '' }]],
    ['a list of empty texts', tags, ['', null]],
  ])('reads %s as unassigned', (_case, attribute, sent) => {
    expect(readValue(attribute, sent)).toBeUndefined();
  });

  // RFC 7643 sections 2.3.8 and 2.4; Entra quirk Q8: one object where a list is due is a list of one.
  it.each<[string, AttributeDefinition, JsonValue, JsonValue]>([
    ['a list', emails, [{ value: 'a' }, { value: 'b' }], [{ value: 'a' }, { value: 'b' }]],
    ['one object for a list', emails, { value: 'a', type: 'work' }, [{ value: 'a', type: 'work' }]],
    ['a bare value for a list', emails, 'a', [{ value: 'a' }]],
    ['bare values in a list', emails, ['a', { value: 'b' }], [{ value: 'a' }, { value: 'b' }]],
    ['one text for a list of texts', tags, 'a', ['a']],
    ['a list of one for one value', title, ['Boss'], 'Boss'],
    ['a list of one object for one object', name, [{ givenName: 'Jo' }], { givenName: 'Jo' }],
    ['a list of one for a part', name, { givenName: ['Jo'] }, { givenName: 'Jo' }],
    ['a value without the empty ones', emails, [null, { value: 'a', type: '' }], [{ value: 'a' }]],
    ['text as it is', title, ' Straße\t😀 ', ' Straße\t😀 '],
    ['line breaks', addresses, [{ formatted: 'a\r\nb' }], [{ formatted: 'a\r\nb' }]],
    [
      'a type that the schema does not suggest',
      emails,
      [{ type: 'yacht', value: 'a' }],
      [{ type: 'yacht', value: 'a' }],
    ],
  ])('reads %s', (_case, attribute, sent, expected) => {
    expect(readValue(attribute, sent)).toEqual(expected);
  });

  // Entra quirk Q10: the manager as text, object, list; with the null reference that Entra sends.
  it.each<[JsonValue, JsonValue | undefined]>([
    ['M1', { value: 'M1' }],
    [{ value: 'M1' }, { value: 'M1' }],
    [[{ $ref: 'https://x.test/Users/M1', value: 'M1' }], { $ref: 'https://x.test/Users/M1', value: 'M1' }],
    [['M1'], { value: 'M1' }],
    [{ $ref: null, value: 'M1' }, { value: 'M1' }],
    [{ value: 'M1', displayName: 'Boss' }, { value: 'M1' }],
    [{ value: '' }, undefined],
    [{ value: null }, undefined],
    ['', undefined],
    [null, undefined],
    [[], undefined],
  ])('reads the manager %j as %j', (sent, expected) => {
    expect(readValue(manager, sent)).toEqual(expected);
  });

  // RFC 7643 section 2.3: a value of another type, also for complex (2.3.8) and multi-valued ones (2.4).
  it.each<[string, AttributeDefinition, JsonValue, string]>([
    ['two values for one', title, ['a', 'b'], '"title" takes one value, not a list.'],
    ['a list in a list', tags, [['a']], '"tags" takes a string, not a list.'],
    ['an object for a text', title, { value: 'a' }, '"title" takes a string, not an object.'],
    ['a text for an object', name, 'Jo', '"name" takes an object, not a string.'],
    ['a number for an object', name, 5, '"name" takes an object, not a number.'],
    ['a list for an object in a list', emails, [['a']], '"emails" takes an object, not a list.'],
    ['two managers', manager, ['M1', 'M2'], '"manager" takes one value, not a list.'],
    ['a number as manager', manager, 7, '"manager.value" takes a string, not a number.'],
    [
      'an object for a part',
      name,
      { givenName: { first: 'Jo' } },
      '"name.givenName" takes a string, not an object.',
    ],
    ['an object as e-mail value', emails, [{ value: {} }], '"emails.value" takes a string, not an object.'],
    ['a bare text for an address', addresses, ['Bern'], '"addresses" takes an object, not a string.'],
    ['a number among e-mails', emails, ['a', 5], '"emails.value" takes a string, not a number.'],
    [
      'a wrong boolean',
      emails,
      [{ primary: 'yes' }],
      '"emails.primary" takes true or false, not another text.',
    ],
  ])('refuses %s', (_case, attribute, sent, detail) => {
    expect(() => readValue(attribute, sent)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue', detail }),
    );
  });

  it('names the attribute as the caller spells it', () => {
    expect(() => readValue(title, 5, 'urn:x:title')).toThrow('"urn:x:title" takes a string, not a number.');
  });

  // RFC 7643 section 2.4: primary is true at most once.
  it.each<[string, JsonValue]>([
    [
      'booleans',
      [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    ],
    [
      'texts',
      [
        { value: 'a', primary: 'True' },
        { value: 'b', primary: 'true' },
      ],
    ],
  ])('refuses two primary values, as %s', (_case, sent) => {
    expect(() => readValue(emails, sent)).toThrow('"emails" may have one primary value, not several.');
  });

  it('takes one primary value among others', () => {
    const sent = [{ value: 'a', primary: true }, { value: 'b', primary: false }, { value: 'c' }];

    expect(readValue(emails, sent)).toEqual(sent);
  });

  // RFC 7643 section 2.4: the same value with the same type is not there twice.
  it.each<[string, AttributeDefinition, JsonValue, JsonValue]>([
    ['joins a repeated value', emails, [{ value: 'a' }, { value: 'a' }], [{ value: 'a' }]],
    [
      'joins what was said about a repeated value',
      emails,
      [{ value: 'a', type: 'work' }, { value: 'b' }, { value: 'a', type: 'work', primary: true }],
      [{ value: 'a', type: 'work', primary: true }, { value: 'b' }],
    ],
    [
      'keeps a value of another type',
      emails,
      [{ value: 'a', type: 'work' }, { value: 'a', type: 'home' }, { value: 'a' }],
      [{ value: 'a', type: 'work' }, { value: 'a', type: 'home' }, { value: 'a' }],
    ],
    [
      'keeps two values of one type',
      emails,
      [
        { value: 'a', type: 'work' },
        { value: 'b', type: 'work' },
      ],
      [
        { value: 'a', type: 'work' },
        { value: 'b', type: 'work' },
      ],
    ],
    [
      'keeps objects without a value',
      addresses,
      [{ region: 'a' }, { region: 'a' }],
      [{ region: 'a' }, { region: 'a' }],
    ],
    ['joins a repeated text', tags, ['a', 'b', 'a'], ['a', 'b']],
  ])('%s', (_case, attribute, sent, expected) => {
    expect(readValue(attribute, sent)).toEqual(expected);
  });

  it('reads a list as a part of an object', () => {
    const device = defineComplex('device', 'A device.', [tags, defineAttribute('model', 'The model.')]);

    expect(readValue(device, { TAGS: ['a', '', 'b'], model: null })).toEqual({ tags: ['a', 'b'] });
  });

  // RFC 7644 section 3.3: read-only parts are ignored.
  it('ignores read-only parts', () => {
    const members = defineList('members', 'Members.', [
      defineAttribute('value', 'An id.', { mutability: 'immutable' }),
      defineAttribute('display', 'A name.', { mutability: 'readOnly' }),
    ]);

    expect(readValue(members, [{ value: 'U1', display: 'Jo' }])).toEqual([{ value: 'U1' }]);
  });

  it.each([[[{}]], [[null]], [[{ value: 'U1' }, { display: 'x' }]], [{}], [['']]])(
    'refuses %j where a value identifies its element: as an empty list it would remove them all',
    (sent) => {
      const members = defineList('members', 'Members.', [
        defineAttribute('value', 'An id.', { mutability: 'immutable' }),
        defineAttribute('display', 'A name.', { mutability: 'readOnly' }),
      ]);
      expect(() => readValue(members, sent)).toThrow(
        expect.objectContaining({ scimType: 'invalidValue', detail: expect.stringContaining('members') }),
      );
    },
  );
});

describe('readSingle', () => {
  it('reads one value of a list', () => {
    expect(readSingle(emails, { VALUE: 'a' }, 'emails')).toEqual({ value: 'a' });
  });
});

function attributeOf(attributes: readonly AttributeDefinition[], wanted: string): AttributeDefinition {
  const attribute = findByName(attributes, wanted);
  if (attribute === undefined) throw new Error(`No attribute ${wanted}.`);
  return attribute;
}
