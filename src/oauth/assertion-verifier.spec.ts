import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { KnownCredential } from '../tenants/index.js';
import { AssertionVerifier } from './assertion-verifier.js';
import { IssuerKeys } from './issuer-keys.js';
import { InvalidOAuthClientError } from './oauth-errors.js';

const ISSUER = 'https://issuer.test';
const CLIENT = { tenantId: 'a-tenant', tokenId: 'a-client' } as KnownCredential;
const CLAIMS = { iss: ISSUER, sub: 'subject', aud: 'audience' };

describe('AssertionVerifier', () => {
  let published: JWK[];
  let fetched: number;
  let noted: Set<string>;
  let verifier: AssertionVerifier;

  beforeEach(() => {
    published = [];
    fetched = 0;
    noted = new Set();
    const fetch = {
      getJson(url: string): Promise<unknown> {
        fetched += 1;
        return Promise.resolve(
          url.endsWith('openid-configuration')
            ? { issuer: ISSUER, jwks_uri: 'https://keys.test' }
            : { keys: published },
        );
      },
    };
    const federation = { issuer: ISSUER, subject: 'subject', audience: 'audience' };
    const federations = {
      list: () =>
        Promise.resolve([
          { id: 'f', clientId: 'a-client', ...federation, createdBy: 'test', createdAt: new Date() },
        ]),
      noteAssertion: (_tenantId: string, _clientId: string, { jti }: { readonly jti: string }) => {
        const isNew = !noted.has(jti);
        noted.add(jti);
        return Promise.resolve(isNew);
      },
    };
    verifier = new AssertionVerifier(federations, new IssuerKeys(fetch));
  });

  const publish = async (alg: string): Promise<CryptoKey> => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    published.push({ ...(await exportJWK(publicKey)), kid: alg });
    return privateKey;
  };

  const sign = (alg: string, key: CryptoKey | Uint8Array, claims: object = {}): Promise<string> =>
    new SignJWT({ ...CLAIMS, ...claims })
      .setProtectedHeader({ alg, kid: alg })
      .setExpirationTime('10 minutes')
      .sign(key);

  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'takes assertions that are signed with %s',
    async (alg) => {
      await verifier.verify(await sign(alg, await publish(alg)), CLIENT);
      expect(fetched).toBe(2);
    },
  );

  it('takes no assertion that nobody signed, and asks nobody for a key', async () => {
    const assertion = new UnsecuredJWT(CLAIMS).setExpirationTime('10 minutes').encode();
    await expect(verifier.verify(assertion, CLIENT)).rejects.toThrow('has to be signed');
    expect(fetched).toBe(0);
  });

  it('takes no assertion that is signed with a shared secret, such as the public key', async () => {
    await publish('RS256');
    const secret = new TextEncoder().encode(JSON.stringify(published[0]));
    await expect(verifier.verify(await sign('HS256', secret), CLIENT)).rejects.toThrow('has to be signed');
    expect(fetched).toBe(0);
  });

  it.each([
    ['another issuer', { iss: 'https://other.test' }],
    ['another subject', { sub: 'Subject' }],
    ['another audience', { aud: 'audience2' }],
  ])('asks nobody for the key of an assertion with %s', async (_case, claims) => {
    const assertion = await sign('ES256', await publish('ES256'), claims);
    await expect(verifier.verify(assertion, CLIENT)).rejects.toThrow(InvalidOAuthClientError);
    expect(fetched).toBe(0);
  });

  it('refuses everybody for a client that is not known', async () => {
    const assertion = await sign('ES256', await publish('ES256'));
    await expect(verifier.verify(assertion, undefined)).rejects.toThrow('not known here');
  });

  it('refuses a key that is too short, and one that makes no sense', async () => {
    const key = await publish('RS256');
    published[0] = { kty: 'RSA', kid: 'RS256', n: 'AQAB', e: 'AQAB' };
    await expect(verifier.verify(await sign('RS256', key), CLIENT)).rejects.toThrow('signature');
  });

  it('remembers an assertion only when everything else about it is right', async () => {
    const key = await publish('ES256');
    const { privateKey: stranger } = await generateKeyPair('ES256');
    await expect(verifier.verify(await sign('ES256', stranger, { jti: 'x' }), CLIENT)).rejects.toThrow(
      'signature',
    );
    await verifier.verify(await sign('ES256', key, { jti: 'x' }), CLIENT);
    await expect(verifier.verify(await sign('ES256', key, { jti: 'x' }), CLIENT)).rejects.toThrow(
      'shown before',
    );
  });

  it.each([
    ['a jti that is too long', { jti: 'x'.repeat(1_001) }, 'jti'],
    ['times that are texts', { iat: '2026-11-24' }, 'iat'],
  ])('refuses %s', async (_case, claims, words) => {
    const assertion = await sign('ES256', await publish('ES256'), claims);
    await expect(verifier.verify(assertion, CLIENT)).rejects.toThrow(words);
  });
});
