import { GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { ScimClient } from '../../harness/scim-client.js';

const KINDS = ['Users', 'Groups'] as const;
const VERBS = ['put', 'patch', 'delete'] as const;

describe('conditions on the version', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let names = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
  });
  afterAll(() => app.stop());

  async function aResource(
    kind: (typeof KINDS)[number],
  ): Promise<{ readonly path: string; readonly name: string }> {
    const name = `name-${(names += 1)}`;
    const { id } = kind === 'Users' ? await acme.aUser({ userName: name }) : await acme.aGroup(name);
    return { path: `/${kind}/${id}`, name };
  }

  function bodyOf(
    verb: (typeof VERBS)[number],
    kind: (typeof KINDS)[number],
    name: string,
  ): object | undefined {
    switch (verb) {
      case 'put':
        return kind === 'Users'
          ? { schemas: [USER_URN], userName: name, externalId: 'new' }
          : { schemas: [GROUP_URN], displayName: name, externalId: 'new' };
      case 'patch':
        return {
          schemas: [PATCH_OP_URN],
          Operations: [{ op: 'add', path: 'externalId', value: 'new' }],
        };
      case 'delete':
        return undefined;
    }
  }

  describe.each(KINDS)('of %s', (kind) => {
    it.each(
      VERBS.flatMap((verb) => [
        [verb, 'If-Match', 'W/"9"', 412] as const,
        [verb, 'If-Match', '"x", W/"7"', 412] as const,
        [verb, 'If-Match', 'W/"1"', 200] as const,
        [verb, 'If-Match', '"1"', 200] as const,
        [verb, 'If-Match', '"x", W/"1"', 200] as const,
        [verb, 'If-Match', '*', 200] as const,
        [verb, 'If-None-Match', '*', 412] as const,
        [verb, 'If-None-Match', 'W/"1"', 412] as const,
        [verb, 'If-None-Match', 'W/"9"', 200] as const,
      ]),
    )('%s with %s: %s', async (verb, header, value, expected) => {
      const { path, name } = await aResource(kind);
      const before = (await acme.get(path)).body as object;

      const response = await acme.send(verb, path, bodyOf(verb, kind, name)).set(header, value);

      const done = verb === 'delete' || (verb === 'patch' && kind === 'Groups') ? 204 : 200;
      expect(response.status).toBe(expected === 412 ? 412 : done);
      const after = await acme.get(path);
      if (expected === 412) {
        expect(response.body).toMatchObject({
          status: '412',
          detail: expect.stringMatching(/Read it again/),
        });
        expect(after.body).toEqual(before);
      } else {
        expect(after.status).toBe(verb === 'delete' ? 404 : 200);
        if (verb !== 'delete') expect(response.headers.etag).toBe('W/"2"');
      }
    });

    it('a reader is answered with 304 or 412', async () => {
      const { path } = await aResource(kind);
      const notModified = await acme.get(path).set('If-None-Match', 'W/"1"').expect(304);
      expect(notModified.headers.etag).toBe('W/"1"');
      await acme.get(`${path}?attributes=externalId`).set('If-None-Match', '*').expect(304);
      await acme.get(path).set('If-None-Match', 'W/"2"').expect(200);
      await acme.get(path).set('If-Match', 'W/"2"').expect(412);
      await acme.get(path).set('If-Match', 'W/"1"').expect(200);
    });

    it('one of two writers who read the same version comes too late', async () => {
      const { path } = await aResource(kind);
      const write = (value: string) =>
        acme
          .send('patch', path, {
            schemas: [PATCH_OP_URN],
            Operations: [{ op: 'replace', path: 'externalId', value }],
          })
          .set('If-Match', 'W/"1"');
      const answers = await Promise.all([write('a'), write('b'), write('c')]);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(2);
      expect((await acme.get(path)).body).toMatchObject({ meta: { version: 'W/"2"' } });
    });
  });
});
