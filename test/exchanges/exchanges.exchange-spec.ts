import type { Response } from 'supertest';
import { PUBLIC_URL, RunningApp } from '../harness/running-app.js';
import type { ScimClient } from '../harness/scim-client.js';
import { findPlace, Memory } from './memory.js';
import { readExchanges } from './read-exchanges.js';
import type { Step } from './read-exchanges.js';

describe('Exchanges with identity providers', () => {
  let app: RunningApp;
  let tenants = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  it.each(readExchanges(import.meta.dirname))('$file: $title', async ({ settings, steps }) => {
    const client = await app.clientOfNewTenant(`tenant-${(tenants += 1)}`, settings);
    const memory = new Memory({ base: `${PUBLIC_URL}/api/v1/scim` });

    for (const { name, request, remember = {}, expect: expected } of steps) {
      const response = await send(client, memory.fillIn(request));
      expect(shown(name, response)).toMatchObject({ step: name, status: expected.status });

      for (const [as, place] of Object.entries(remember)) memory.remember(as, response.body, place);
      const { headers = {}, body, absent = [] } = memory.fillIn(expected);
      expect(shown(name, response)).toMatchObject({ step: name, headers, ...(body && { body }) });
      const present = absent.filter((place) => findPlace(response.body, place) !== undefined);
      expect({ step: name, present }).toEqual({ step: name, present: [] });
    }
  });
});

function send(
  client: ScimClient,
  { method, path, headers = {}, body }: Step['request'],
): PromiseLike<Response> {
  const verb = method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  return client.send(verb, path, body).set(headers);
}

/** What a message shows when it is not what was expected. */
function shown(step: string, { status, headers, body }: Response): object {
  return { step, status, headers: headers as object, body: body as unknown };
}
