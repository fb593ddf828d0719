import type { ResourceType, ScimResource } from './index.js';
import {
  defineAttribute,
  defineComplex,
  defineList,
  describeChanges,
  ENTERPRISE_USER_URN,
  USER_RESOURCE_TYPE,
  USER_URN,
} from './index.js';

const bare: ScimResource = { schemas: [USER_URN], userName: 'jo' };
const user: ScimResource = {
  schemas: [USER_URN, ENTERPRISE_USER_URN],
  userName: 'jo',
  externalId: 'e',
  active: true,
  name: { givenName: 'Jo', familyName: 'Doe' },
  emails: [{ value: 'a', type: 'work' }],
  [ENTERPRISE_USER_URN]: { department: 'd', manager: { value: 'M1' } },
};

describe('describeChanges', () => {
  it.each<[string, object, readonly object[]]>([
    ['nothing', {}, []],
    ['schemas', { schemas: [USER_URN] }, []],
    ['the order of members', { name: { familyName: 'Doe', givenName: 'Jo' } }, []],
    ['a value', { active: false }, [{ path: 'active', before: true, after: false }]],
    ['a common attribute', { externalId: 'f' }, [{ path: 'externalId', before: 'e', after: 'f' }]],
    ['a new value', { title: 't' }, [{ path: 'title', after: 't' }]],
    ['a value that went', { externalId: undefined }, [{ path: 'externalId', before: 'e' }]],
    [
      'parts',
      { name: { givenName: 'Al', middleName: 'B' } },
      [
        { path: 'name.familyName', before: 'Doe' },
        { path: 'name.givenName', before: 'Jo', after: 'Al' },
        { path: 'name.middleName', after: 'B' },
      ],
    ],
    [
      'a list',
      { emails: [{ value: 'a', type: 'home' }] },
      [
        {
          path: 'emails',
          before: [{ value: 'a', type: 'work' }],
          after: [{ value: 'a', type: 'home' }],
        },
      ],
    ],
    [
      'an extension',
      { [ENTERPRISE_USER_URN]: { division: 'v', manager: { value: 'M2' } } },
      [
        { path: `${ENTERPRISE_USER_URN}:division`, after: 'v' },
        { path: `${ENTERPRISE_USER_URN}:department`, before: 'd' },
        { path: `${ENTERPRISE_USER_URN}:manager.value`, before: 'M1', after: 'M2' },
      ],
    ],
  ])('tells %s', (_case, changed, expected) => {
    expect(describeChanges(USER_RESOURCE_TYPE, user, { ...user, ...changed })).toEqual(expected);
  });

  it('tells a resource that came or went', () => {
    expect(describeChanges(USER_RESOURCE_TYPE, undefined, bare)).toEqual([{ path: 'userName', after: 'jo' }]);
    expect(describeChanges(USER_RESOURCE_TYPE, bare, undefined)).toEqual([
      { path: 'userName', before: 'jo' },
    ]);
    expect(describeChanges(USER_RESOURCE_TYPE, undefined, undefined)).toEqual([]);
  });

  // RFC 7643 section 7: neither does a log tell them.
  it('tells that a secret changed, and never what it is', () => {
    const secret = { mutability: 'writeOnly', returned: 'never' } as const;
    const type: ResourceType = {
      ...USER_RESOURCE_TYPE,
      schema: {
        ...USER_RESOURCE_TYPE.schema,
        attributes: [
          defineAttribute('password', 'Write-only.', secret),
          defineAttribute('hint', 'Never returned.', { returned: 'never' }),
          defineComplex('safe', 'With a secret part.', [
            defineAttribute('name', 'Free.'),
            defineAttribute('code', 'Write-only.', secret),
          ]),
          defineList('keys', 'With a secret part.', [
            defineAttribute('value', 'Free.'),
            defineAttribute('code', 'Write-only.', secret),
          ]),
        ],
      },
    };
    const before = {
      ...bare,
      password: 'S3',
      hint: 'S3',
      safe: { name: 'a', code: 'S3' },
      keys: [{ value: 'k', code: 'S3' }],
    };
    const after = {
      ...bare,
      password: 'S4',
      safe: { name: 'b', code: 'S4' },
      keys: [{ value: 'k', code: 'S4' }],
    };

    const changes = describeChanges(type, before, after);

    expect(changes).toEqual([
      { path: 'password' },
      { path: 'hint' },
      { path: 'safe.name', before: 'a', after: 'b' },
      { path: 'safe.code' },
      { path: 'keys' },
    ]);
    expect(JSON.stringify(describeChanges(type, undefined, before))).not.toContain('S3');
  });
});
