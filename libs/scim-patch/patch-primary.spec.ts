import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import { PATCH_OP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const work = { type: 'work', value: 'w' };
const home = { type: 'home', value: 'h' };
const workPrimary = { ...work, primary: true };
const workDemoted = { ...work, primary: false };

describe('a value that becomes primary', () => {
  // RFC 7644 section 3.5.2 (PAA-12, PAE-11), RFC 7643 section 2.4, quirk Q8.
  it.each<[string, object, JsonValue]>([
    [
      'when it is added',
      { op: 'add', path: 'emails', value: { value: 'x', primary: true } },
      [workDemoted, home, { value: 'x', primary: true }],
    ],
    [
      'when it is added as text',
      { op: 'Add', path: 'emails', value: [{ value: 'x', primary: 'True' }] },
      [workDemoted, home, { value: 'x', primary: true }],
    ],
    [
      'when it is added again',
      { op: 'add', path: 'emails', value: { ...home, primary: true } },
      [workDemoted, { ...home, primary: true }],
    ],
    [
      'when it is added with the old one',
      { op: 'add', path: 'emails', value: [work, { value: 'x', primary: true }] },
      [workDemoted, home, { value: 'x', primary: true }],
    ],
    [
      'by its part',
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      [workDemoted, { ...home, primary: true }],
    ],
    [
      'by its part as text',
      { op: 'Add', path: 'emails[type eq "home"].primary', value: 'true' },
      [workDemoted, { ...home, primary: true }],
    ],
    [
      'by its parts',
      { op: 'replace', path: 'emails[type eq "home"]', value: { primary: true } },
      [workDemoted, { ...home, primary: true }],
    ],
    [
      'when it is made from a filter',
      { op: 'add', path: 'emails[type eq "other" and primary eq true].value', value: 'x' },
      [workDemoted, home, { type: 'other', value: 'x', primary: true }],
    ],
    [
      'when it is made from a part',
      { op: 'add', path: 'emails[type eq "other"].primary', value: true },
      [workDemoted, home, { type: 'other', primary: true }],
    ],
    [
      'inside of a value without a path',
      { op: 'replace', value: { 'emails[type eq "home"].primary': true } },
      [workDemoted, { ...home, primary: true }],
    ],
  ])('takes it from the other one, %s', (_case, operation, emails) => {
    expect(emailsAfter(operation)).toEqual(emails);
  });

  it.each<[string, object, JsonValue]>([
    [
      'a value that is not',
      { op: 'add', path: 'emails', value: { value: 'x', primary: false } },
      [workPrimary, home, { value: 'x', primary: false }],
    ],
    [
      'a value that does not say',
      { op: 'add', path: 'emails', value: { value: 'x' } },
      [workPrimary, home, { value: 'x' }],
    ],
    [
      'a part of the primary value',
      { op: 'replace', path: 'emails[primary eq true].display', value: 'W' },
      [{ ...workPrimary, display: 'W' }, home],
    ],
    [
      'a part of all values',
      { op: 'replace', path: 'emails[value pr].display', value: 'x' },
      [
        { ...workPrimary, display: 'x' },
        { ...home, display: 'x' },
      ],
    ],
    [
      'a new list',
      { op: 'replace', path: 'emails', value: [{ ...home, primary: true }, work] },
      [{ ...home, primary: true }, work],
    ],
    [
      'no primary value',
      { op: 'replace', path: 'emails[primary eq "True"].primary', value: 'False' },
      [workDemoted, home],
    ],
  ])('is not looked for in %s', (_case, operation, emails) => {
    expect(emailsAfter(operation)).toEqual(emails);
  });

  // two primary values in one message.
  it.each([
    {
      op: 'add',
      path: 'emails',
      value: [
        { value: 'x', primary: true },
        { value: 'y', primary: true },
      ],
    },
    { op: 'replace', path: 'emails', value: [workPrimary, { ...home, primary: 'True' }] },
    { op: 'replace', path: 'emails[value pr].primary', value: true },
    { op: 'add', path: 'emails[value pr]', value: { primary: true } },
  ])('cannot be two at once: $op $path', (operation) => {
    expect(() => emailsAfter(operation)).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: '"emails" may have one primary value, not several.',
      }),
    );
  });
});

function emailsAfter(operation: object): JsonValue | undefined {
  const user: ScimResource = { schemas: [USER_URN], userName: 'jo', emails: [workPrimary, home] };
  const read = readOperations({ schemas: [PATCH_OP_URN], Operations: [operation] });
  return applyPatch(USER_RESOURCE_TYPE, user, prepareOperations(USER_RESOURCE_TYPE, read)).resource.emails;
}
