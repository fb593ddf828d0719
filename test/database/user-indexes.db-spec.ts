import { checkFilter, parseFilter } from '@flosum/scim-filter';
import { ENTERPRISE_USER_URN, resolveAttribute, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { selectResources } from '../../src/resources/resource-query.js';
import type { ResourceQuery, SourceQuery } from '../../src/resources/resource-query.js';
import { userColumns } from '../../src/users/user-columns.js';
import { fillUsers } from '../../bench/fill-users.js';
import { RunningApp } from '../harness/running-app.js';

const ID = '01a20a8b-2a58-76f9-9618-ad71b24d581d';

/** Operators that row-level security does not keep from an index: PostgreSQL calls them leakproof. */
const LEAKPROOF = /^[\s(]*(?:\w+ (?:=|>|>=|<|<=) |\w+ IS )/;

type Query = Partial<Omit<SourceQuery, 'source'>> & Partial<Omit<ResourceQuery, 'parts'>>;

function filtered(text: string): Query {
  return { filter: checkFilter(parseFilter(text), USER_RESOURCE_TYPE) };
}

function sorted(attribute: string): Query {
  const resolved = resolveAttribute(USER_RESOURCE_TYPE, { attribute });
  if (resolved === undefined) throw new Error('The test names no attribute.');
  return { sortAttribute: resolved, order: 'ascending' };
}

describe('the plan of a query in a tenant of 20,000 users', () => {
  let app: RunningApp;
  let tenantId: string;

  beforeAll(async () => {
    app = await RunningApp.start();
    ({ tenantId } = await app.newTenant('large'));
    await fillUsers(app.owner, tenantId, 20_000);
  }, 60_000);
  afterAll(() => app.stop());

  const explain = async (
    { filter, sortAttribute, ...page }: Query,
    settings?: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const endpoints = { users: 'https://x.test/Users', groups: 'https://x.test/Groups' };
    const columns = userColumns(USER_RESOURCE_TYPE, endpoints, true);
    const source = { type: USER_RESOURCE_TYPE, table: 'users', columns } as const;
    const part = { source, ...(filter && { filter }), ...(sortAttribute && { sortAttribute }) };
    const { sql, parameters } = selectResources(tenantId, { parts: [part], limit: 100, ...page });
    const literal = (value: unknown): string =>
      Array.isArray(value) ? `'{${value.join(',')}}'` : `'${String(value).replaceAll("'", "''")}'`;
    const text = sql.replace(/\$(\d+)/g, (_placeholder, n: string) => literal(parameters[Number(n) - 1]));
    return app.owner.explain(text, settings);
  };

  it.each<[string, Query, RegExp]>([
    ['userName eq', filtered('userName eq "user-77@acme.test"'), /users_user_name/],
    ['externalId eq', filtered('externalId eq "external-77"'), /users_external_id/],
    ['id eq', filtered(`id eq "${ID}"`), /users_pkey/],
    ['an e-mail address', filtered('emails.value eq "user-77@acme.test"'), /user_emails_pkey/],
    ['a work address', filtered('emails[type eq "work"].value eq "user-77@acme.test"'), /user_emails_pkey/],
    ['employeeNumber', filtered(`${ENTERPRISE_USER_URN}:employeeNumber eq "77"`), /users_employee_number/],
    ['the latest changes', filtered('meta.lastModified ge "2026-01-01T05:30:00Z"'), /users_last_modified/],
    ['a page by cursor', { after: { key: null, id: ID } }, /users_pkey/],
  ])('finds %s by an index', async (_case, query, index) => {
    const plan = await explain(query);

    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Seq Scan/);
    const conditions = plan.split('\n').filter((line) => line.includes('Index Cond:'));
    expect(conditions.length).toBeGreaterThan(0);
    for (const condition of conditions) expect(condition.replace(/^.*Index Cond:/, '')).toMatch(LEAKPROOF);
  });

  it('passes over the people before a page in the index alone', async () => {
    // A table that nobody has vacuumed yet is cheaper read as a whole.
    const plan = await explain({ offset: 15_000 }, { enable_seqscan: 'off' });

    expect(plan).toMatch(/Index Only Scan using users_pkey on users passed/);
    expect(plan).toMatch(/Index Cond: .*id >= (?:\$0|\(InitPlan 1\))/);
  });

  it('sorts by userName along its index', async () => {
    expect(await explain(sorted('userName'))).toMatch(/Index Scan using users_user_name/);
  });
});
