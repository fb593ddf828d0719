import fc from 'fast-check';
import {
  BULK_REQUEST_URN,
  checkResource,
  ENTERPRISE_USER_URN,
  ERROR_URN,
  GROUP_RESOURCE_TYPE,
  GROUP_URN,
  PATCH_OP_URN,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { JsonValue, ResourceType, ScimResource } from '@flosum/scim-schema';
import { RunningApp } from '../harness/running-app.js';
import type { NewTenant } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { mutatedJson } from './arbitrary-mutation.js';
import { FILTERS, SEED, TIMEOUT } from './fuzz-settings.js';

/** A request is a hundred times the work of a filter. */
const REQUESTS = Math.ceil(FILTERS / 2);

interface Template {
  readonly method: 'post' | 'put' | 'patch';
  readonly path: string;
  readonly body: JsonValue;
}

/** Good requests, of which random ones are made. `{user}` and `{group}` stand for ids of the tenant. */
const TEMPLATES: readonly Template[] = [
  {
    method: 'post',
    path: '/Users',
    body: {
      schemas: [USER_URN, ENTERPRISE_USER_URN],
      userName: 'a@b.test',
      active: 'True',
      name: { givenName: 'A' },
      emails: [{ type: 'work', value: 'a@b.test', primary: true }],
      [ENTERPRISE_USER_URN]: { employeeNumber: '7', manager: { value: '{user}' } },
    },
  },
  { method: 'put', path: '/Users/{user}', body: { schemas: [USER_URN], userName: 'kept', active: false } },
  {
    method: 'patch',
    path: '/Users/{user}',
    body: {
      schemas: [PATCH_OP_URN],
      Operations: [
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'x@y.test' },
        { op: 'replace', value: { 'name.familyName': 'B', active: 'False' } },
        { op: 'Remove', path: 'roles[value eq "x"]' },
      ],
    },
  },
  {
    method: 'post',
    path: '/Groups',
    body: { schemas: [GROUP_URN], displayName: 'Sales', members: [{ value: '{user}' }] },
  },
  {
    method: 'put',
    path: '/Groups/{group}',
    body: { schemas: [GROUP_URN], displayName: 'Kept', members: [{ value: '{user}' }] },
  },
  {
    method: 'patch',
    path: '/Groups/{group}',
    body: {
      schemas: [PATCH_OP_URN],
      Operations: [
        { op: 'Add', path: 'members', value: [{ $ref: null, value: '{user}' }] },
        { op: 'remove', path: 'members[value eq "{user}"]' },
        { op: 'replace', path: 'displayName', value: 'Other' },
      ],
    },
  },
  {
    method: 'post',
    path: '/Bulk',
    body: {
      schemas: [BULK_REQUEST_URN],
      failOnErrors: 2,
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'u', data: { schemas: [USER_URN], userName: 'bulk' } },
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'g',
          data: { schemas: [GROUP_URN], displayName: 'Bulk', members: [{ value: 'bulkId:u' }] },
        },
        { method: 'DELETE', path: '/Users/bulkId:u' },
      ],
    },
  },
];

const requests = fc
  .constantFrom(...TEMPLATES)
  .chain((template) =>
    mutatedJson(fc.constant(template.body)).map((body): Template => ({ ...template, body })),
  );

describe(`random requests (FUZZ_SEED=${SEED})`, () => {
  let app: RunningApp;
  let tenants: readonly NewTenant[];

  beforeAll(async () => {
    app = await RunningApp.start();
    tenants = [
      await app.newTenant('tolerant', { groupProvisioning: true }),
      await app.newTenant('strict', { groupProvisioning: true, dialect: 'strict' }),
    ];
  });
  afterAll(() => app.stop());

  async function idOf(client: ScimClient, path: string, filter: string, body: object): Promise<string> {
    const found = await client.get(`${path}?filter=${encodeURIComponent(filter)}`).expect(200);
    const [known] = (found.body as { Resources: readonly { id: string }[] }).Resources;
    if (known !== undefined) return known.id;
    return ((await client.send('post', path, body).expect(201)).body as { id: string }).id;
  }

  it(
    'end in an answer that their sender can read, and leave nothing wrong behind',
    async () => {
      const statuses = new Map<number, number>();
      await fc.assert(
        fc.asyncProperty(requests, fc.constantFrom(0, 1), async ({ method, path, body }, index) => {
          const client = tenants[index]?.client;
          if (client === undefined) throw new Error('There are two tenants.');
          const user = await idOf(client, '/Users', 'userName eq "kept"', {
            schemas: [USER_URN],
            userName: 'kept',
          });
          const group = await idOf(client, '/Groups', 'displayName eq "Kept"', {
            schemas: [GROUP_URN],
            displayName: 'Kept',
          });
          const fill = (text: string): string => text.replaceAll('{user}', user).replaceAll('{group}', group);

          const { status, body: answer } = await client.send(method, fill(path), fill(JSON.stringify(body)));

          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          expect(status).toBeLessThan(500);
          if (status >= 400) expect(answer).toMatchObject({ schemas: [ERROR_URN], status: String(status) });
          expect(JSON.stringify(answer)).not.toContain('"status":"500"');
        }),
        { seed: SEED, numRuns: REQUESTS },
      );
      // Requests that are all refused, or all taken, would show little.
      expect(statuses.size).toBeGreaterThan(3);

      await expectGood('users', USER_RESOURCE_TYPE);
      await expectGood('groups', GROUP_RESOURCE_TYPE);
    },
    TIMEOUT,
  );

  /** Whatever was stored is a good resource, and each of its versions has left its change. */
  async function expectGood(table: string, type: ResourceType): Promise<void> {
    const rows = await app.owner.query<{ resource: ScimResource; version: number; changes: number }>(
      `select resource, version,
         (select count(*)::int from changes where tenant_id = ${table}.tenant_id and resource_id = ${table}.id)
           as changes
       from ${table}`,
      [],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { resource, version, changes } of rows) {
      expect(() => checkResource(type, resource)).not.toThrow();
      expect(changes).toBe(version);
    }
  }
});
