import { SYSTEM } from '../../src/audit/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { Database } from '../../src/database/index.js';
import {
  ApiTokensService,
  TenantsService,
  TokenUsage,
  TooManyApiTokensError,
} from '../../src/tenants/index.js';
import { Owner } from '../harness/owner.js';
import { testConfig } from '../harness/running-app.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const NEW = { name: 'Test', scopes: ['scim:read'], expiresInDays: 1 } as const;

describe('API tokens', () => {
  let clone: TestDatabase;
  let database: Database;
  let tokens: ApiTokensService;
  let tenantId: string;

  beforeEach(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
    tokens = new ApiTokensService(database, testConfig(clone.config));
    ({ id: tenantId } = await new TenantsService(database).create(SYSTEM, 'acme', 'Acme'));
  });
  afterEach(async () => {
    await database.close();
    await clone.drop();
  });

  const settle = async (work: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
    (await Promise.allSettled(work))
      .filter((result) => result.status === 'rejected')
      .map(({ reason }): unknown => reason);

  it('of a tenant are five at most, also when many are made at the same moment', async () => {
    const failures = await settle(Array.from({ length: 12 }, () => tokens.issue(tenantId, SYSTEM, NEW)));

    expect(failures).toEqual(Array<unknown>(7).fill(expect.any(TooManyApiTokensError)));
    expect(await tokens.list(tenantId)).toHaveLength(5);
  });

  it('of a tenant are five at most, also when all are rotated at the same moment', async () => {
    const made = await Promise.all([1, 2, 3].map(() => tokens.issue(tenantId, SYSTEM, NEW)));
    const failures = await settle(
      made.flatMap(({ stored }) => [1, 2].map(() => tokens.rotate(tenantId, SYSTEM, stored.id, 60))),
    );

    // Three and two: then there is no room, or the token has its successor already.
    expect(failures).toHaveLength(4);
    expect(await tokens.list(tenantId)).toHaveLength(5);
    const successors = (await tokens.list(tenantId)).flatMap(({ replacedBy }) => replacedBy ?? []);
    expect(new Set(successors).size).toBe(2);
  });

  it('leave nothing of an attempt that was refused, neither a token nor an act', async () => {
    for (let index = 0; index < 5; index += 1) await tokens.issue(tenantId, SYSTEM, NEW);
    await expect(tokens.issue(tenantId, SYSTEM, NEW)).rejects.toThrow(TooManyApiTokensError);
    const [counted] = await new Owner(database).query(
      `select count(*)::int as acts from audit_events where action = 'api-token.created'`,
      [],
    );
    expect(counted).toEqual({ acts: 5 });
  });

  it('are noted as used in one statement, and never as used earlier than they were', async () => {
    const { id: other } = await new TenantsService(database).create(SYSTEM, 'globex', 'Globex');
    const [mine, theirs] = [
      await tokens.issue(tenantId, SYSTEM, NEW),
      await tokens.issue(other, SYSTEM, NEW),
    ];
    const usage = new TokenUsage(database);
    usage.note(tenantId, mine.stored.id, { address: '192.0.2.7', userAgent: 'curl/8.5.0' });
    usage.note(tenantId, mine.stored.id, { address: '198.51.100.7', userAgent: undefined });
    usage.note(other, theirs.stored.id, { address: '2001:db8::7', userAgent: 'PostmanRuntime/7' });
    // Another instance has written a later use of that one meanwhile.
    const later = new Date(Date.now() + 60_000);
    await new Owner(database).query(
      `update api_tokens set last_used_at = $2, last_used_address = '203.0.113.0/24' where id = $1`,
      [theirs.stored.id, later],
    );

    await usage.write();

    const { token } = await tokens.find(tenantId, mine.stored.id);
    expect(token).toMatchObject({
      lastUsedAt: expect.any(Date),
      lastUsedAddress: '198.51.100.0/24',
      lastUsedAgent: 'no name, as Microsoft Entra ID',
    });
    expect((await tokens.find(other, theirs.stored.id)).token).toMatchObject({
      lastUsedAt: later,
      lastUsedAddress: '203.0.113.0/24',
      lastUsedAgent: null,
    });
  });
});
