import type { ServerResponse } from 'node:http';
import { GuardedFetch } from '../../../src/oauth/index.js';
import { ISSUER_CERTIFICATE } from '../../harness/issuer-certificate.js';
import { TestIssuer } from '../../harness/test-issuer.js';

describe('GuardedFetch', () => {
  let issuer: TestIssuer;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
  });
  beforeEach(() => {
    issuer.asked.length = 0;
    issuer.misbehave = undefined;
  });
  afterAll(() => issuer.stop());

  const fetch = (url: string, fetcher = TestIssuer.reach(), timeout = 5_000): Promise<unknown> =>
    fetcher.getJson(url, AbortSignal.timeout(timeout));

  it('fetches JSON over TLS', async () => {
    expect(await fetch(`${issuer.url}/keys`)).toEqual({ keys: [expect.objectContaining({ kid: 'key-1' })] });
  });

  it('reaches no server on this machine when nobody lets it, by name or by address', async () => {
    const { port } = new URL(issuer.url);
    const strict = new GuardedFetch({ ca: ISSUER_CERTIFICATE });
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0'];
    for (const host of hosts) {
      await expect(fetch(`https://${host}:${port}/keys`, strict)).rejects.toThrow('not one of the internet');
    }
    expect(issuer.asked).toEqual([]);
  });

  it('checks the address at the moment of connecting, so that a name that changes leads nowhere', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2'];
    const fetcher = new GuardedFetch({
      ca: ISSUER_CERTIFICATE,
      isAllowed: (address) => address === '127.0.0.1',
      resolve: (_hostname, _options, callback) => {
        callback(null, [{ address: addresses.shift() ?? '', family: 4 }]);
      },
    });
    await fetch(`${issuer.url}/keys`, fetcher);
    await expect(fetch(`${issuer.url}/keys`, fetcher)).rejects.toThrow('not one of the internet');
    expect(issuer.asked).toEqual(['/keys']);
  });

  it('refuses a name that leads inside as well as outside', async () => {
    const both = ['203.0.113.9', '10.0.0.1'].map((address) => ({ address, family: 4 }));
    const fetcher = new GuardedFetch({
      isAllowed: (address) => address !== '10.0.0.1',
      resolve: (_hostname, _options, callback) => {
        callback(null, both);
      },
    });
    await expect(fetch('https://both.test', fetcher)).rejects.toThrow('not one of the internet');
  });

  it.each([
    ['http', (url: string) => url.replace('https', 'http'), 'https'],
    ['a user', (url: string) => url.replace('https://', 'https://user:pass@'), 'user'],
    ['no URL', () => 'nonsense', 'https'],
    ['a file', () => 'file:///etc/passwd', 'https'],
  ])('refuses %s', async (_case, change, words) => {
    await expect(fetch(change(issuer.url))).rejects.toThrow(words);
    expect(issuer.asked).toEqual([]);
  });

  it('trusts no certificate that it does not know', async () => {
    const untrusting = new GuardedFetch({
      isAllowed: () => true,
      resolve: (_hostname, _options, callback) => {
        callback(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    });
    await expect(fetch(`${issuer.url}/keys`, untrusting)).rejects.toThrow('cannot be reached over TLS');
    expect(issuer.asked).toEqual([]);
  });

  const endless = (response: ServerResponse): void => {
    response.writeHead(200);
    const write = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  };

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'a redirect',
      (response) => response.writeHead(301, { Location: 'https://10.0.0.1/' }).end(),
      /redirect/,
    ],
    ['an error', (response) => response.writeHead(500).end('{}'), /answers 500/],
    ['what is no JSON', (response) => response.writeHead(200).end('<html>'), /not JSON/],
    ['more than it reads', endless, /larger than 256 KiB/],
    [
      'half of what was promised',
      (response) => {
        response.writeHead(200, { 'Content-Length': '100' });
        response.write('{}');
        setImmediate(() => response.destroy());
      },
      /cannot be reached/,
    ],
  ])('gives up on %s', async (_case, answer, words) => {
    issuer.misbehave = (_request, response) => {
      answer(response);
    };
    await expect(fetch(issuer.url)).rejects.toThrow(words);
    expect(issuer.asked).toHaveLength(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['says nothing', () => undefined],
    ['begins and says no more', (response) => void response.writeHead(200).write('{')],
  ])('gives up in time on a server that %s', async (_case, answer) => {
    issuer.misbehave = (_request, response) => {
      answer(response);
    };
    await expect(fetch(issuer.url, undefined, 200)).rejects.toThrow('in time');
  });
});
