import { describeConsoleApi } from '../../../src/api-docs.js';
import { ApiDescription } from '../../harness/api-description.js';
import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';

const NOWHERE = '01a20a93-30be-7600-8c6f-7feb53359e09';
const BASE = '/api/v1/console';
const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('a verb that an address of /api/v1/console does not take', () => {
  let app: RunningApp;
  let client: ConsoleClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    await app.newTenant('acme');
    client = await ConsoleClient.enter(app, 'acme', { role: 'auditor' });
  });
  afterAll(() => app.stop());

  it('is answered with 405 and those that it takes, everywhere', async () => {
    const taken = new Map<string, string[]>([['/events', ['get']]]);
    for (const operation of new ApiDescription(describeConsoleApi(app.app.nest)).operations.keys()) {
      const [verb = '', path = ''] = operation.split(' ');
      const address = path.slice(BASE.length).replaceAll(/\{\w+\}/g, NOWHERE);
      taken.set(address, [...(taken.get(address) ?? []), verb]);
    }
    expect(taken.size).toBeGreaterThan(25);
    for (const [address, verbs] of taken) {
      for (const verb of VERBS.filter((each) => !verbs.includes(each))) {
        const answer = await client.send(verb, address);
        const allowed = verbs.flatMap((each) => (each === 'get' ? ['GET', 'HEAD'] : [each.toUpperCase()]));
        expect([verb, address, answer.status]).toEqual([verb, address, 405]);
        expect(answer.headers['content-type']).toBe('application/problem+json');
        expect(String(answer.headers.allow).split(', ').sort()).toEqual(allowed.sort());
        expect(answer.body).toMatchObject({ status: 405, title: 'Method Not Allowed' });
      }
    }
  });

  it.each([
    ['/session/', 'GET, HEAD, DELETE'],
    ['/Sessions', 'GET, HEAD'],
    ['/people/export?q=a', 'GET, HEAD'],
  ])('is known by the address as it is found: %s', async (path, allow) => {
    await client.send('put', path).expect(405).expect('Allow', allow);
  });

  it('is refused whatever its body is', async () => {
    await client.send('put', '/tokens').type('text/plain').send('{').expect(405);
  });

  it.each(['/nothing', '/people/a/b/c', '/session/more'])(
    'is not meant where nothing is at all: %s',
    async (path) => {
      for (const verb of VERBS) {
        const { body, headers } = await client.send(verb, path).expect(404);
        expect(headers['content-type']).toBe('application/problem+json');
        expect(body).toMatchObject({ detail: 'Nothing is at this address.' });
      }
    },
  );

  it('takes a session, and our own page, as everything does', async () => {
    const answer = await fetch(`${app.url}${BASE}/tokens`, { method: 'PUT' });
    expect(answer.status).toBe(401);
    await client.send('put', '/tokens', undefined, { Origin: 'https://evil.test' }).expect(403);
  });
});
