import type { DeviationName, JsonValue, ScimResource } from '@flosum/scim-schema';
import {
  DEVIATIONS,
  ENTERPRISE_USER_URN,
  PATCH_OP_URN,
  readResource,
  Tolerance,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import { applyPatch, prepareOperations, readOperations } from './index.js';

const MISSPELT_URN = 'urn:ietf:params:scim:schemas:core:2.0User';
const user: ScimResource = { schemas: [USER_URN], userName: 'jo', emails: [{ value: 'a', type: 'home' }] };

type Request = (tolerance: Tolerance) => unknown;

function post(members: Record<string, JsonValue>): Request {
  const body = { schemas: [USER_URN], userName: 'jo', ...members };
  return (tolerance) => readResource(USER_RESOURCE_TYPE, body, tolerance);
}

function patch(...operations: readonly JsonValue[]): Request {
  return (tolerance) => {
    const read = readOperations({ schemas: [PATCH_OP_URN], Operations: operations }, tolerance);
    const prepared = prepareOperations(USER_RESOURCE_TYPE, read, tolerance);
    expect(applyPatch(USER_RESOURCE_TYPE, user, prepared, tolerance).deviations).toEqual(
      tolerance.deviations,
    );
  };
}

/** Each deviation, a request that has it, and what the strict dialect answers; `undefined` when it lets it pass. */
const REQUESTS: readonly (readonly [DeviationName, Request, string | undefined])[] = [
  ['boolean-as-text', post({ active: 'False' }), 'invalidValue'],
  ['boolean-as-text', post({ emails: [{ value: 'a', primary: 'true' }] }), 'invalidValue'],
  ['boolean-as-text', patch({ op: 'replace', path: 'active', value: 'False' }), 'invalidValue'],
  ['boolean-as-text', patch({ op: 'replace', value: { active: 'False' } }), 'invalidValue'],
  ['boolean-as-text', patch({ op: 'remove', path: 'roles[primary eq "True"]' }), 'invalidPath'],
  ['single-value-for-list', post({ emails: { value: 'a' } }), 'invalidValue'],
  ['single-value-for-list', patch({ op: 'replace', path: 'emails', value: { value: 'a' } }), 'invalidValue'],
  ['list-for-single-value', post({ title: ['a'] }), 'invalidValue'],
  ['list-for-single-value', patch({ op: 'add', path: 'name', value: [{ givenName: 'a' }] }), 'invalidValue'],
  [
    'list-for-single-value',
    patch({ op: 'replace', path: 'emails[type eq "home"]', value: [{ value: 'b' }] }),
    'invalidValue',
  ],
  ['bare-complex-value', post({ emails: ['a'] }), 'invalidValue'],
  [
    'bare-complex-value',
    patch({ op: 'add', path: `${ENTERPRISE_USER_URN}:manager`, value: 'U2' }),
    'invalidValue',
  ],
  ['bare-complex-value', patch({ op: 'add', path: 'emails', value: 'b' }), 'invalidValue'],
  [
    'bare-complex-value',
    patch({ op: 'replace', path: 'emails[type eq "home"]', value: 'b' }),
    'invalidValue',
  ],
  ['misspelt-urn', post({ schemas: [MISSPELT_URN] }), 'invalidSyntax'],
  [
    'misspelt-urn',
    post({
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      [ENTERPRISE_USER_URN.replace(':User', 'User')]: { department: 'a' },
    }),
    'invalidSyntax',
  ],
  ['misspelt-urn', patch({ op: 'replace', path: `${MISSPELT_URN}:active`, value: false }), 'invalidPath'],
  ['misspelt-urn', patch({ op: 'replace', path: MISSPELT_URN, value: { active: false } }), 'invalidPath'],
  ['misspelt-urn', patch({ op: 'add', value: { [MISSPELT_URN]: { active: false } } }), 'invalidPath'],
  [
    'misspelt-urn',
    patch({ op: 'add', path: ENTERPRISE_USER_URN.replace(':User', 'User'), value: { department: 'a' } }),
    'invalidPath',
  ],
  ['unknown-schema', post({ schemas: [USER_URN, 'urn:example:acme:1.0:User'] }), 'invalidSyntax'],
  ['unlisted-extension', post({ [ENTERPRISE_USER_URN]: { department: 'a' } }), 'invalidSyntax'],
  ['unknown-attribute', post({ shoeSize: 44 }), undefined],
  ['unknown-attribute', post({ name: { shoeSize: 44 } }), undefined],
  ['unknown-attribute', patch({ op: 'add', value: { shoeSize: 44 } }), undefined],
  ['unknown-attribute', patch({ op: 'add', path: 'name', value: { shoeSize: 44 } }), undefined],
  ['unknown-attribute', patch({ op: 'add', path: 'shoeSize', value: 44 }), 'invalidPath'],
  ['unknown-attribute', patch({ op: 'remove', path: 'name.shoeSize' }), 'invalidPath'],
  ['unknown-attribute', patch({ op: 'remove', path: 'emails[type eq "home"].shoeSize' }), 'invalidPath'],
  ['operation-in-capitals', patch({ op: 'Replace', path: 'active', value: false }), undefined],
  ['no-operations', patch(), 'invalidSyntax'],
  ['dotted-name', patch({ op: 'add', value: { 'name.givenName': 'a' } }), 'invalidPath'],
  ['dotted-name', patch({ op: 'add', value: { 'emails[type eq "home"].value': 'b' } }), 'invalidPath'],
  ['extension-without-urn', patch({ op: 'add', path: 'department', value: 'a' }), 'invalidPath'],
  ['extension-without-urn', patch({ op: 'add', value: { manager: { value: 'U2' } } }), 'invalidPath'],
  [
    'value-made-from-filter',
    patch({ op: 'add', path: 'emails[type eq "work"].value', value: 'a' }),
    'noTarget',
  ],
  [
    'value-made-from-filter',
    patch({ op: 'replace', path: 'emails[type eq "work"]', value: { value: 'a' } }),
    'noTarget',
  ],
  [
    'value-made-from-filter',
    patch({ op: 'replace', path: 'emails[type eq "work"].value', value: null }),
    'noTarget',
  ],
  ['list-part-without-filter', patch({ op: 'replace', path: 'emails.value', value: 'b' }), 'invalidPath'],
  ['list-part-without-filter', patch({ op: 'remove', path: 'emails.display' }), 'invalidPath'],
  ['remove-with-value', patch({ op: 'remove', path: 'emails', value: [{ value: 'a' }] }), 'invalidValue'],
  ['remove-with-value', patch({ op: 'remove', path: 'emails', value: [] }), 'invalidValue'],
  ['remove-with-value', patch({ op: 'remove', path: 'title', value: 'x' }), 'invalidValue'],
  ['text-as-object', patch({ op: 'add', path: 'roles', value: [{ value: '{"value":"25"}' }] }), undefined],
];

describe('a deviation', () => {
  it.each(REQUESTS.map((row, index) => [index, ...row] as const))(
    'is understood and noted, or refused by its error: row %i, %s',
    (_index, name, request, refusal) => {
      const tolerant = new Tolerance();
      request(tolerant);
      expect(tolerant.deviations).toContain(name);

      const strict = new Tolerance('strict');
      if (refusal === undefined) expect(() => request(strict)).not.toThrow();
      else {
        expect(() => request(strict)).toThrow(expect.objectContaining({ status: 400, scimType: refusal }));
      }
    },
  );

  it('is in the table exactly when a request can have it', () => {
    const provoked = new Set(REQUESTS.map(([name]) => name));

    expect([...provoked].sort()).toEqual(Object.keys(DEVIATIONS).sort());
  });
});

describe('what the RFCs have', () => {
  it.each<readonly [string, Request]>([
    [
      'a POST',
      post({ active: false, emails: [{ value: 'a', primary: true }], title: '', name: null, roles: [] }),
    ],
    [
      'a POST with an extension',
      post({ schemas: [ENTERPRISE_USER_URN, USER_URN], [ENTERPRISE_USER_URN]: { manager: { value: 'U2' } } }),
    ],
    ['names and URNs in another case', post({ schemas: [USER_URN.toUpperCase()], TITLE: 'a' })],
    ['one value in an add', patch({ op: 'add', path: 'emails', value: { value: 'b' } })],
    ['one value in an add without a path', patch({ op: 'add', value: { emails: { value: 'b' } } })],
    [
      'an add of nothing without a match',
      patch({ op: 'add', path: 'emails[type eq "x"].value', value: null }),
    ],
    ['a remove without a match', patch({ op: 'remove', path: 'emails[type eq "x"]' })],
    ['a remove with null', patch({ op: 'remove', path: 'title', value: null })],
    ['no text for a text', patch({ op: 'replace', path: 'title', value: '' })],
    ['a qualified path', patch({ op: 'replace', path: `${USER_URN}:title`, value: 'a' })],
    [
      'an extension as a path',
      patch({ op: 'replace', path: ENTERPRISE_USER_URN, value: { department: 'a' } }),
    ],
    [
      'an extension in a value',
      patch({ op: 'add', value: { [ENTERPRISE_USER_URN]: { department: 'a' }, [`${USER_URN}:title`]: 'b' } }),
    ],
    ['a part of a chosen value', patch({ op: 'replace', path: 'emails[value eq "a"].type', value: 'work' })],
  ])('passes the strict dialect, and nothing is noted: %s', (_case, request) => {
    for (const dialect of ['strict', 'tolerant'] as const) {
      const tolerance = new Tolerance(dialect);
      request(tolerance);
      expect(tolerance.deviations).toEqual([]);
    }
  });

  it('keeps a role as JSON text as the text that it is', () => {
    const tolerance = new Tolerance('strict');
    const role = { value: '{"value":"25"}' };
    const operation = { op: 'add', path: 'roles', value: [role] } as const;
    const prepared = prepareOperations(USER_RESOURCE_TYPE, [operation], tolerance);

    expect(applyPatch(USER_RESOURCE_TYPE, user, prepared, tolerance)).toEqual({
      changed: true,
      resource: { ...user, roles: [role] },
      deviations: [],
    });
  });
});
