import { Logger } from '@nestjs/common';
import { decodeJwt, SignJWT } from 'jose';
import { ENTITIES } from '../../src/create-app.js';
import { Database } from '../../src/database/index.js';
import {
  AccessTokenExpiredError,
  AccessTokens,
  InvalidAccessTokenError,
  SigningKeys,
} from '../../src/oauth-clients/index.js';
import { testConfig } from '../harness/running-app.js';
import { Owner } from '../harness/owner.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

const DAY = 86_400_000;
const OWNER = {
  tenantId: '01a20a93-30be-7600-8c6f-7feb53359e01',
  clientId: '01a20a93-30be-7600-8c6f-7feb53359e02',
  scopes: ['scim:read'],
} as const;

describe('the keys of access tokens', () => {
  // A key that the pepper does not open is told to the operator.
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  let clone: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
  });
  afterEach(async () => {
    await database.close();
    await clone.drop();
  });

  interface Instance {
    readonly keys: SigningKeys;
    readonly tokens: AccessTokens;
  }

  const start = (tokenPepper = 'a pepper that all instances have'): Instance => {
    const config = testConfig(clone.config, { tokenPepper });
    const keys = new SigningKeys(database, config);
    return { keys, tokens: new AccessTokens(keys, config) };
  };

  const age = (milliseconds: number): Promise<unknown> =>
    new Owner(database).query("update signing_keys set created_at = created_at - $1 * interval '1 ms'", [
      milliseconds,
    ]);

  const rows = (): Promise<readonly { generation: number; row: string }[]> =>
    new Owner(database).query(
      'select generation, signing_keys::text as row from signing_keys order by 1',
      [],
    );

  it('are one and the same, however many instances need the first at once', async () => {
    const kids = await Promise.all(
      [start(), start(), start(), start()].map(async ({ keys }) => (await keys.current()).kid),
    );
    expect(new Set(kids).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it('are found by an instance that has not met them', async () => {
    const [one, other] = [start(), start()];
    await other.keys.current();
    await one.keys.rotate();
    const { token } = await one.tokens.issue(OWNER);
    expect(await other.tokens.verify(token)).toEqual({ ...OWNER, expiresAt: expect.any(Date) });
  });

  it('are looked for by all who wait in one reading, whoever makes up names', async () => {
    let readings = 0;
    const counting = {
      operatorQuery: (...query: Parameters<Database['operatorQuery']>) => {
        readings += 1;
        return database.operatorQuery(...query);
      },
    };
    const keys = new SigningKeys(counting as unknown as Database, testConfig(clone.config));
    await keys.current();
    readings = 0;
    for (const round of [1, 2]) {
      const found = await Promise.all(
        Array.from({ length: 50 }, (_, index) => keys.findIfAny(`made-up-${round}-${index}`)),
      );
      expect(found.every((key) => key === undefined)).toBe(true);
      expect(readings).toBe(round);
    }
  });

  it('are followed by a new one after 30 days, and stay until their tokens are out', async () => {
    const first = await start().keys.current();
    await age(29 * DAY);
    expect((await start().keys.current()).kid).toBe(first.kid);

    await age(1 * DAY);
    const second = await start().keys.current();
    expect(second.kid).not.toBe(first.kid);
    expect((await start().keys.findIfAny(first.kid))?.kid).toBe(first.kid);

    await age(2 * DAY);
    expect(await start().keys.findIfAny(first.kid)).toBeUndefined();
  });

  it('leave the database when the next one comes, also when all are out', async () => {
    await start().keys.current();
    await age(400 * DAY);
    const next = await start().keys.current();
    const kept = await rows();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ generation: 2, row: expect.stringContaining(next.kid) });
  });

  it('are void with another pepper, and do not stand in the way of new ones', async () => {
    const { token } = await start().tokens.issue(OWNER);
    const other = start('another pepper, after the first one was lost');
    await expect(other.tokens.verify(token)).rejects.toThrow(InvalidAccessTokenError);
    const fresh = await other.tokens.issue(OWNER);
    expect((await other.tokens.verify(fresh.token)).clientId).toBe(OWNER.clientId);
    // The first instance still has its key, and neither makes keys for ever.
    expect((await start().tokens.verify(token)).clientId).toBe(OWNER.clientId);
    await start().keys.current();
    expect(await rows()).toHaveLength(2);
  });

  it('cannot be read from the database', async () => {
    await start().keys.current();
    const [stored] = await rows();
    expect(stored?.row).not.toContain('kty');
    expect(stored?.row).not.toContain(Buffer.from('"kty"').toString('hex'));
  });

  it('tell a token that has expired from one that is none', async () => {
    const { keys, tokens } = start();
    const { privateKey, kid } = await keys.current();
    const sign = (exp: number): Promise<string> =>
      new SignJWT({ ...decodeJwt(token), exp })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
        .sign(privateKey);
    const { token } = await tokens.issue(OWNER);
    const now = Math.floor(Date.now() / 1000);

    await expect(tokens.verify(await sign(now - 1))).rejects.toThrow(AccessTokenExpiredError);
    const [header, , signature] = (await sign(now + 60)).split('.');
    const [, payload] = (await sign(now + 90)).split('.');
    await expect(tokens.verify(`${header}.${payload}.${signature}`)).rejects.toThrow(InvalidAccessTokenError);
    await expect(tokens.verify('x'.repeat(5_000))).rejects.toThrow(InvalidAccessTokenError);
  });
});
