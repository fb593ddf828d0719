import { exportJWK, generateKeyPair } from 'jose';
import type { FlattenedJWSInput, JWK } from 'jose';
import { GuardedFetchError } from './guarded-fetch.js';
import { IssuerKeys } from './issuer-keys.js';

const ISSUER = 'https://issuer.test/realm/';
const METADATA = 'https://issuer.test/realm/.well-known/openid-configuration';
const MINUTE = 60_000;
const TOKEN = {} as FlattenedJWSInput;

/** The documents of an issuer, and a clock. */
class FakeWorld {
  now = 0;
  readonly asked: string[] = [];
  readonly documents: Record<string, unknown> = {
    [METADATA]: { issuer: ISSUER, jwks_uri: 'https://keys.test' },
    'https://keys.test': { keys: [] },
  };
  readonly keys = new IssuerKeys(this, () => this.now);

  getJson(url: string): Promise<unknown> {
    this.asked.push(url);
    const document = this.documents[url];
    return document === undefined
      ? Promise.reject(new GuardedFetchError('it answers 404'))
      : Promise.resolve(document);
  }

  publish(...keys: readonly JWK[]): void {
    this.documents['https://keys.test'] = { keys };
  }

  async find(kid: string, issuer = ISSUER): Promise<unknown> {
    return this.keys.of(issuer)({ alg: 'ES256', kid }, TOKEN);
  }
}

describe('IssuerKeys', () => {
  let world: FakeWorld;
  let jwk: JWK;

  beforeEach(async () => {
    world = new FakeWorld();
    jwk = await exportJWK((await generateKeyPair('ES256')).publicKey);
    world.publish({ ...jwk, kid: 'a' });
  });

  it('finds the key of an issuer by its metadata, and asks once for many', async () => {
    await Promise.all([world.find('a'), world.find('a')]);
    await world.find('a');
    expect(world.asked).toEqual([METADATA, 'https://keys.test']);
  });

  it('asks again for a key that it does not know, once a minute', async () => {
    await world.find('a');
    world.publish({ ...jwk, kid: 'a' }, { ...jwk, kid: 'b' });
    await expect(world.find('b')).rejects.toThrow('no applicable key');
    expect(world.asked).toHaveLength(2);

    world.now += MINUTE + 1;
    await world.find('b');
    await expect(world.find('c')).rejects.toThrow('no applicable key');
    expect(world.asked).toHaveLength(4);
  });

  it('asks again after an hour, so that a key that was withdrawn is refused', async () => {
    await world.find('a');
    world.publish({ ...jwk, kid: 'b' });
    world.now += 59 * MINUTE;
    await world.find('a');
    world.now += 2 * MINUTE;
    await expect(world.find('a')).rejects.toThrow('no applicable key');
  });

  it('leaves an issuer that does not answer alone for ten seconds', async () => {
    world.documents[METADATA] = undefined;
    await expect(world.find('a')).rejects.toThrow(GuardedFetchError);
    await expect(world.find('a')).rejects.toThrow(GuardedFetchError);
    expect(world.asked).toHaveLength(1);

    world.documents[METADATA] = { issuer: ISSUER, jwks_uri: 'https://keys.test' };
    world.now += 10_000;
    await world.find('a');
  });

  it.each<[string, string, unknown]>([
    [
      'the metadata of another issuer',
      METADATA,
      { issuer: 'https://other.test', jwks_uri: 'https://keys.test' },
    ],
    ['metadata without keys', METADATA, { issuer: ISSUER }],
    ['metadata that is a list', METADATA, []],
    ['keys that are no list', 'https://keys.test', { keys: 'none' }],
    ['keys that are no objects', 'https://keys.test', { keys: [null] }],
    ['more keys than anybody has', 'https://keys.test', { keys: Array.from({ length: 101 }, () => ({})) }],
  ])('refuses %s', async (_case, url, document) => {
    world.documents[url] = document;
    await expect(world.find('a')).rejects.toThrow(GuardedFetchError);
  });

  it('forgets the oldest of very many issuers', async () => {
    await world.find('a');
    for (let index = 0; index < 1_000; index += 1) {
      await expect(world.find('a', `https://i${index}.test`)).rejects.toThrow(GuardedFetchError);
    }
    const asked = world.asked.length;
    await world.find('a');
    expect(world.asked.length).toBe(asked + 2);
  });
});
