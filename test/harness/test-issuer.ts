import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';
import { GuardedFetch } from '../../src/oauth/index.js';
import { ISSUER_CERTIFICATE, ISSUER_KEY } from './issuer-certificate.js';
import { openThings } from './open-things.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An identity provider of somebody else, on a real https server, that publishes keys and signs assertions. */
export class TestIssuer {
  /** The paths that were asked for, in their order. */
  readonly asked: string[] = [];
  /** Answers instead of the issuer, for one that does not behave. */
  misbehave: Handler | undefined;

  private readonly keys: { readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK }[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly forget: () => void,
  ) {}

  static async start(): Promise<TestIssuer> {
    let answer: Handler = () => undefined;
    const server = createServer({ key: ISSUER_KEY, cert: ISSUER_CERTIFICATE }, (request, response) => {
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const issuer = new TestIssuer(server, `https://issuer.test:${port}`, openThings.note('the issuer'));
    answer = (request, response) => {
      issuer.answer(request, response);
    };
    await issuer.addKey();
    return issuer;
  }

  /** A fetch that finds this issuer, which no fetch of the service would. */
  static reach(): GuardedFetch {
    return new GuardedFetch({
      ca: ISSUER_CERTIFICATE,
      isAllowed: (address) => address === '127.0.0.1',
      resolve: (hostname, _options, callback) => {
        const address = hostname === 'issuer.test' ? '127.0.0.1' : '10.0.0.1';
        callback(null, [{ address, family: 4 }]);
      },
    });
  }

  /** Publishes one more key; assertions are signed with the last one. */
  async addKey(alg = 'RS256'): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `key-${this.keys.length + 1}`;
    this.keys.push({ kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } });
  }

  /** Signs claims with the last key. */
  async sign(claims: JWTPayload, header: { readonly kid?: string } = {}): Promise<string> {
    const key = this.keys.at(-1);
    if (key === undefined) throw new Error('The issuer has no key.');
    return new SignJWT(claims)
      .setProtectedHeader({ alg: String(key.jwk.alg), kid: key.kid, typ: 'JWT', ...header })
      .sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.forget();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    this.asked.push(path);
    if (this.misbehave !== undefined) {
      this.misbehave(request, response);
      return;
    }
    const documents: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': { issuer: this.url, jwks_uri: `${this.url}/keys` },
      '/keys': { keys: this.keys.map(({ jwk }) => jwk) },
    };
    const document = documents[path];
    response.writeHead(document === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  }
}
