import type { Database } from '../database/index.js';
import { LocalNotices } from '../database/index.js';
import { TENANT_CHANGED } from '../tenants/index.js';
import type { KnownCredential } from '../tenants/index.js';
import { CredentialCache } from './credential-cache.js';

const ACME = '01a20a8b-0000-7000-8000-000000000001';
const GLOBEX = '01a20a8b-0000-7000-8000-000000000002';

function credentialOf(tenantId: string): KnownCredential {
  return { tenantId, tokenId: `token of ${tenantId}` } as KnownCredential;
}

/** Notices whose connection can break. */
class BreakableNotices extends LocalNotices {
  override areHeard = true;
  private gap: () => void = () => undefined;

  override onGap(handler: () => void): void {
    this.gap = handler;
  }

  break(): void {
    this.areHeard = false;
    this.gap();
  }
}

describe('CredentialCache', () => {
  let notices: BreakableNotices;
  let cache: CredentialCache;

  beforeEach(() => {
    notices = new BreakableNotices();
    cache = new CredentialCache({ notices } as unknown as Database);
  });

  const load = (key: string, tenantId: string): Promise<KnownCredential | undefined> =>
    cache.load(key, () => Promise.resolve(credentialOf(tenantId)));

  it('keeps what was found', async () => {
    expect(cache.getIfAny('a')).toBeUndefined();
    const found = await load('a', ACME);
    expect(cache.getIfAny('a')).toBe(found);
    expect(cache.hasMet('a')).toBe(true);
  });

  it('keeps nothing of what was not found, so that made-up tokens take no place', async () => {
    await load('real', ACME);
    for (let attempt = 0; attempt < 20_000; attempt += 1) {
      await cache.load(`made up ${attempt}`, () => Promise.resolve(undefined));
    }
    expect(cache.getIfAny('real')).toBeDefined();
    expect(cache.hasMet('made up 1')).toBe(false);
  });

  it('forgets a tenant when it is told, and no other one', async () => {
    await load('a', ACME);
    await load('b', GLOBEX);
    await notices.tell(TENANT_CHANGED, ACME);
    expect(cache.getIfAny('a')).toBeUndefined();
    expect(cache.getIfAny('b')).toBeDefined();
  });

  it('does not keep what was read before a notice and comes after it', async () => {
    let answer: (known: KnownCredential) => void = () => undefined;
    const loading = cache.load(
      'a',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await notices.tell(TENANT_CHANGED, ACME);
    answer(credentialOf(ACME));
    expect(await loading).toBeDefined();
    expect(cache.getIfAny('a')).toBeUndefined();
  });

  it('forgets everything, and keeps nothing, while notices are not heard', async () => {
    await load('a', ACME);
    notices.break();
    expect(cache.getIfAny('a')).toBeUndefined();
    await load('a', ACME);
    expect(cache.getIfAny('a')).toBeUndefined();

    notices.areHeard = true;
    await load('a', ACME);
    expect(cache.getIfAny('a')).toBeDefined();
  });
});
