import { putChildrenFirst } from './tenant-tables.js';

const namesOf = (parents: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  putChildrenFirst(Object.entries(parents).map(([name, of]) => ({ name, parents: of, key: ['id'] }))).map(
    ({ name }) => name,
  );

describe('putChildrenFirst', () => {
  it('puts what refers to others before them, and what lets callers in last', () => {
    expect(
      namesOf({
        api_tokens: ['tenants'],
        groups: ['tenants'],
        group_members: ['groups', 'users', 'tenants'],
        oauth_client_secrets: ['oauth_clients'],
        oauth_clients: ['tenants'],
        user_emails: ['users'],
        users: ['tenants'],
      }),
    ).toEqual([
      'group_members',
      'groups',
      'user_emails',
      'users',
      'api_tokens',
      'oauth_client_secrets',
      'oauth_clients',
    ]);
  });

  it('does not go on for ever when tables refer to each other', () => {
    expect(() => namesOf({ a: ['b'], b: ['a'] })).toThrow('circle');
  });

  it('takes the tenant for the key of a table that has no other', () => {
    expect(putChildrenFirst([{ name: 'a', parents: [], key: [] }])).toEqual([
      { name: 'a', key: ['tenant_id'] },
    ]);
  });
});
