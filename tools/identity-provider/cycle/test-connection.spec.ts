import {
  errorAnswer,
  FakeScimServer,
  isProbe,
  listAnswer,
  type FakeAnswer,
} from '../testing/fake-scim-server.js';
import { testConnection } from './test-connection.js';

const empty = listAnswer([]);
const withList = (changes: object): FakeAnswer => ({
  status: 200,
  body: { ...(empty.body as object), ...changes },
});

describe('testConnection', () => {
  let server: FakeScimServer;

  beforeEach(async () => {
    server = await new FakeScimServer().start();
  });
  afterEach(() => server.stop());

  it.each(['', '/', '?aadOptscim062020'])('passes with the Tenant URL and "%s" behind it', async (suffix) => {
    expect(await testConnection({ url: server.url + suffix, token: 't' })).toEqual({ ok: true });
    expect(server.requests).toHaveLength(1);
    expect(isProbe(server.requests[0]?.path ?? '')).toBe(true);
  });

  it.each([
    ['a refused token', errorAnswer(401, 'Expired.'), 'HTTP 401: Expired.', 'Secret token'],
    ['a token that may not', errorAnswer(403, 'No.'), 'HTTP 403', 'scopes'],
    ['a wrong path', errorAnswer(404, 'No such route.'), 'HTTP 404', '/api/v1/scim'],
    [
      'a web page',
      { status: 200, headers: { 'Content-Type': 'text/html' }, body: 'hello' },
      'web page',
      '/api/v1/scim',
    ],
    ['a web page in disguise', { status: 404, body: '<!DOCTYPE html>' }, 'web page', '/api/v1/scim'],
    ['a demand for Accept', errorAnswer(406, 'Accept?'), 'HTTP 406', 'does not send'],
    ['throttling', errorAnswer(429, 'Slow down.'), 'HTTP 429', 'Wait'],
    ['a failing server', errorAnswer(500, 'Oops.'), 'HTTP 500', 'log'],
    [
      'a redirect',
      { status: 302, headers: { Location: 'https://x.example' } },
      'HTTP 302',
      'https://x.example',
    ],
    [
      'a refused filter',
      errorAnswer(400, 'What?', 'invalidFilter'),
      'HTTP 400 (invalidFilter): What?',
      'ListResponse',
    ],
    ['no JSON', { status: 200, body: 'ok' }, 'no JSON', '/api/v1/scim'],
    ['another JSON', { status: 200, body: { users: [] } }, 'not of the schema', '/api/v1/scim'],
    ['a filter that is ignored', listAnswer([{ id: '1' }]), 'found 1 users', 'ignores the filter'],
    ['null instead of a list', withList({ Resources: null }), '"Resources" is null', '[]'],
  ])('explains %s', async (_, answer, problem, advice) => {
    server.intercept = () => answer;

    expect(await testConnection({ url: server.url, token: 't' })).toMatchObject({
      ok: false,
      code: 'SystemForCrossDomainIdentityManagementCredentialValidationFailure',
      problem: expect.stringContaining(problem) as string,
      advice: expect.stringContaining(advice) as string,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('does not mind a list that leaves out its empty Resources', async () => {
    server.intercept = () => withList({ Resources: undefined });
    expect(await testConnection({ url: server.url, token: 't' })).toEqual({ ok: true });
  });

  it.each([
    ['nothing that listens', () => 'http://127.0.0.1:1/scim', 'ECONNREFUSED', 'Is the server running'],
    [
      'https where http is spoken',
      () => server.url.replace('http:', 'https:'),
      'could not be reached',
      'http:// against https://',
    ],
  ])('explains %s', async (_, url, problem, advice) => {
    expect(await testConnection({ url: url(), token: 't' })).toMatchObject({
      ok: false,
      code: 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
      problem: expect.stringContaining(problem) as string,
      advice: expect.stringContaining(advice) as string,
    });
  });
});
