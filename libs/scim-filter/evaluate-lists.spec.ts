import type { ResourceType } from '@flosum/scim-schema';
import { defineAttribute, defineComplex, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import { checkFilter, evaluateFilter, parseFilter, toComparable } from './index.js';

const user = {
  schemas: [USER_URN],
  userName: 'jo',
  name: { familyName: 'Do', givenName: 'Jo' },
  emails: [
    { type: 'work', value: 'Jo@Work.test', primary: true },
    { type: 'home', value: 'jo@home.test', display: 'home' },
  ],
  phoneNumbers: [{ value: '1' }],
};

describe('evaluateFilter', () => {
  // RFC 7644 section 3.4.2.2: one value that fits is enough. FLM-14, FLM-15, FLM-17.
  it.each([
    ['emails.value eq "jo@home.test"', true],
    ['emails.value eq "jo@work.test"', true],
    ['emails.value eq "jo@x.test"', false],
    ['emails co "work.TEST"', true],
    ['emails eq "jo@home.test"', true],
    ['emails.type eq "WORK"', true],
    ['emails.type eq "other"', false],
    ['emails pr', true],
    ['emails.display pr', true],
    ['phoneNumbers.type pr', false],
    ['ims.value pr', false],
    ['emails.display eq null', false],
    ['phoneNumbers.type eq null', true],
    ['schemas eq "URN:ietf:params:scim:schemas:core:2.0:user"', true],
    ['schemas eq "urn:x"', false],
    ['schemas co "core"', true],
    ['schemas pr', true],
  ])('takes one fitting value: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // FLT-17 and FLT-18: in brackets, all conditions speak of the same value.
  it.each([
    ['emails.type eq "work" and emails.value co "@home"', true],
    ['emails[type eq "work" and value co "@home"]', false],
    ['emails[type eq "home" and value co "@home"]', true],
    ['emails[type eq "work"].value eq "jo@work.test"', true],
    ['emails[type eq "work"].value eq "jo@home.test"', false],
    ['emails[not (type eq "work")]', true],
    ['emails[not (type eq "work") and not (type eq "home")]', false],
    ['emails[not (type eq "work") and (value pr or display pr)]', true],
    ['emails[type eq "other" or primary eq true]', true],
    ['emails[type eq "other" or value eq "jo@work.test" and primary eq false]', false],
    ['emails[value ne "jo@work.test"]', true],
    ['emails[display eq null]', true],
    ['emails[display eq null and type eq "home"]', false],
    ['phoneNumbers[type eq "work"]', false],
    ['ims[not (type eq "work")]', false],
    ['schemas[value co "core"]', true],
    ['schemas[not (value co "core")]', false],
    ['name[familyName eq "do" and givenName eq "jo"]', true],
    ['name[familyName eq "do" and givenName eq "x"]', false],
    ['emails[type eq "work"] and phoneNumbers[value eq "1"]', true],
    ['emails[type eq "x"] or phoneNumbers[value eq "1"]', true],
  ])('looks at one value at a time: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // FLM-20 and A-11: `ne` looks for one value that differs, `not (… eq …)` for none that is equal.
  it.each([
    ['emails.type ne "work"', true],
    ['not (emails.type eq "work")', false],
    ['not (emails.type eq "other")', true],
    ['phoneNumbers.type ne "work"', true],
    ['not (ims.type eq "work")', true],
  ])('negates: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // Quirk Q7: quoted booleans. RFC 7643 section 2.4, A-10: what is not said to be primary is not.
  it.each([
    ['emails[primary eq true].value eq "jo@work.test"', true],
    ['emails[primary eq "True"].value eq "jo@work.test"', true],
    ['emails[primary eq "true"].value eq "jo@home.test"', false],
    ['emails[primary eq false].value eq "jo@home.test"', true],
    ['emails[primary eq "False"].value eq "jo@work.test"', false],
    ['emails[primary ne true].value eq "jo@home.test"', true],
    ['phoneNumbers.primary eq true', false],
    ['phoneNumbers.primary eq false', true],
    ['phoneNumbers.primary ne false', false],
    ['ims.primary eq false', false],
  ])('knows what is primary: %s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  // RFC 7644 table 3: numbers by size (FLM-7, FLM-11); lists of plain values of each type.
  it.each([
    ['count gt 9', true],
    ['count lt 9', false],
    ['count eq 10.0', true],
    ['count eq 1e1', true],
    ['count ne 10', false],
    ['count ge 10 and count le 10', true],
    ['zero pr', true],
    ['zero eq 0', true],
    ['zero eq -0', true],
    ['level gt -1.5', true],
    ['level le -0.5', true],
    ['none gt 0', false],
    ['none lt 0', false],
    ['none ne 0', true],
    ['readings gt 2', true],
    ['readings gt 3', false],
    ['readings[value gt 1 and value lt 3]', true],
    ['readings[value gt 3 or value lt 0]', false],
    ['times eq "2020-01-01T02:00:00+02:00"', true],
    ['times[value lt "2020-01-01T00:00:00Z"]', false],
    ['nested.tags eq "B"', true],
    ['nested.tags eq "c"', false],
    ['nested[tags eq "b"]', true],
    ['nested.tags pr', true],
  ])('compares numbers and plain values: %s is %s', (filter, expected) => {
    const meter = {
      count: 10,
      zero: 0,
      level: -1,
      readings: [1, 2, 3],
      times: ['2020-01-01T00:00:00Z'],
      nested: { tags: ['a', 'b'] },
    };

    expect(matches(filter, METER, meter)).toBe(expected);
  });
});

const METER: ResourceType = {
  name: 'Meter',
  description: 'Core User has neither numbers nor lists of plain values.',
  endpoint: '/Meters',
  extensions: [],
  schema: {
    id: 'urn:example:schemas:2.0:Meter',
    name: 'Meter',
    description: 'A meter',
    attributes: [
      defineAttribute('count', 'A whole number.', { type: 'integer' }),
      defineAttribute('zero', 'A whole number.', { type: 'integer' }),
      defineAttribute('none', 'A number that is not there.', { type: 'decimal' }),
      defineAttribute('level', 'A number.', { type: 'decimal' }),
      defineAttribute('readings', 'Numbers.', { type: 'decimal', multiValued: true }),
      defineAttribute('times', 'Instants.', { type: 'dateTime', multiValued: true }),
      defineComplex('nested', 'Has a list as a part.', [
        defineAttribute('tags', 'Words.', { multiValued: true }),
      ]),
    ],
  },
};

function matches(
  filter: string,
  type = USER_RESOURCE_TYPE,
  resource: Parameters<typeof toComparable>[1] = user,
): boolean {
  return evaluateFilter(checkFilter(parseFilter(filter), type), toComparable(type, resource));
}
