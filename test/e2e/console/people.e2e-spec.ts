import { randomUUID } from 'node:crypto';
import { PATCH_OP_URN } from '@flosum/scim-schema';
import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';

const jane = (tenant: string): object => ({
  userName: `jane@${tenant}.test`,
  displayName: 'Jane Doe',
  name: { givenName: 'Jane', familyName: 'Doe' },
  externalId: '26118915-6090-4610-87e4-49d8ca9f808d',
  emails: [
    { value: `other@${tenant}.test` },
    { value: `jane.doe@${tenant}.test`, primary: true, type: 'work' },
  ],
});

describe('/api/v1/console/people', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let globex: NewTenant;
  let owner: ConsoleClient;
  let auditor: ConsoleClient;
  let janeId: string;
  let globexId: string;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme', { groupProvisioning: true });
    globex = await app.newTenant('globex', { groupProvisioning: true });
    owner = await ConsoleClient.enter(app, 'acme');
    auditor = await ConsoleClient.enter(app, 'acme', { role: 'auditor' });
    janeId = (await acme.client.aUser(jane('acme'))).id;
    globexId = (await globex.client.aUser(jane('globex'))).id;
    for (const number of [1, 2, 3, 4]) {
      await acme.client.aUser({ userName: `person${number}@acme.test`, active: number % 2 === 0 });
    }
    await acme.client.patch({ id: janeId }, { op: 'replace', path: 'displayName', value: 'Jane A. Doe' });
  });
  afterAll(() => app.stop());

  const namesAt = async (client: ConsoleClient, query: string): Promise<readonly string[]> => {
    const { body } = await client.get(`/people${query}`).expect(200);
    expect(body.total).toBe(body.items.length);
    return (body.items as { userName: string }[]).map(({ userName }) => userName.split('@')[0] ?? '');
  };

  it.each([
    ['?q=jane', ['jane']],
    ['?q=JANE', ['jane']],
    ['?q=doe', ['jane']],
    ['?q=jane+doe', ['jane']],
    ['?q=jane+smith', []],
    ['?q=jane.d', ['jane']],
    ['?q=person3@acme.test', ['person3']],
    ['?q=ane', []],
    [`?q=${encodeURIComponent('"\\ or (')}`, []],
    ['?active=false', ['person1', 'person3']],
    ['?active=true&q=person', ['person2', 'person4']],
    [`?filter=${encodeURIComponent('userName ew "3@acme.test" or displayName pr')}`, ['jane', 'person3']],
    [`?filter=${encodeURIComponent('emails[type eq "work"]')}&active=false`, []],
  ])('finds by %s', async (query, names) => {
    expect(await namesAt(owner, query)).toEqual(names);
  });

  it('shows what a list needs', async () => {
    const { body } = await owner.get('/people?q=jane').expect(200);
    expect(body.items).toEqual([
      {
        id: janeId,
        userName: 'jane@acme.test',
        displayName: 'Jane A. Doe',
        email: 'jane.doe@acme.test',
        active: true,
        externalId: '26118915-6090-4610-87e4-49d8ca9f808d',
        lastModified: expect.any(String),
        managedBy: 'scim',
      },
    ]);
  });

  it('tells where a filter is wrong', async () => {
    const { body } = await owner.get(`/people?filter=${encodeURIComponent('userName eq')}`).expect(400);
    expect(body.errors).toEqual([{ field: 'filter', problem: expect.stringContaining('at character 12') }]);
  });

  it('comes page by page, each once, with one total', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await owner.get(`/people?limit=2${cursor}`).expect(200);
      expect(body.total).toBe(5);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual([...seen].sort());
  });

  it.each(['?cursor=x', '?cursor=', '?limit=0', '?limit=101', '?active=yes', '?other=1', '?q=a&q=b'])(
    'refuses %s',
    async (query) => {
      await owner.get(`/people${query}`).expect(400);
    },
  );

  it('shows who set what', async () => {
    const { body } = await owner.get(`/people/${janeId}`).expect(200);
    const sources = Object.fromEntries(
      body.attributes.map(({ path, value, source }: { path: string; value: unknown; source: object }) => [
        path,
        { value, source },
      ]),
    );
    expect(sources.displayName).toEqual({
      value: 'Jane A. Doe',
      source: {
        actor: { type: 'api-token', name: 'Test' },
        at: expect.any(String),
        changeId: `${janeId}.2`,
        requestId: expect.any(String),
      },
    });
    expect(sources['name.givenName']).toMatchObject({ value: 'Jane', source: { changeId: `${janeId}.1` } });
    expect(body).toMatchObject({ version: 2, groups: [], resource: { userName: 'jane@acme.test' } });
  });

  it('has a history with differences, page by page, also of who is gone', async () => {
    const { id } = await acme.client.aUser({ userName: 'gone@acme.test' });
    await acme.client.send('delete', `/Users/${id}`).expect(204);
    const { body: first } = await owner.get(`/people/${id}/history?limit=1`).expect(200);
    expect(first.items).toMatchObject([{ kind: 'deleted', actor: { type: 'api-token', name: 'Test' } }]);
    const { body: second } = await owner.get(`/people/${id}/history?cursor=${first.nextCursor}`).expect(200);
    expect(second).toMatchObject({ items: [{ kind: 'created', version: 1 }], nextCursor: null });
    expect(second.items[0].attributes).toContainEqual({ path: 'userName', after: 'gone@acme.test' });
  });

  it('exports what a search finds, without formulas', async () => {
    await acme.client.aUser({ userName: '=cmd()@acme.test', displayName: 'a "b", c' });
    const { text, headers } = await owner.get('/people/export?q=%3Dcmd').expect(200);
    expect(headers['content-disposition']).toBe('attachment; filename=acme-people.csv');
    const [head, line, rest] = text.split('\r\n');
    expect(head).toBe('id,userName,displayName,email,active,externalId,lastModified,managedBy');
    expect(line).toMatch(/^[0-9a-f-]{36},'=cmd\(\)@acme\.test,"a ""b"", c",,true,,/);
    expect(rest).toBe('');
    await owner.get('/people/export?filter=x').expect(400);
  });

  describe('for an auditor', () => {
    it('masks who people are, everywhere', async () => {
      const answers = [
        await auditor.get('/people'),
        await auditor.get(`/people/${janeId}`),
        await auditor.get(`/people/${janeId}/history`),
        await auditor.get('/people/export'),
        await auditor.get('/audit'),
        await auditor.get('/tokens'),
      ];
      for (const { status, text } of answers) {
        expect(status).toBe(200);
        expect(text).not.toMatch(/Jane|Doe|jane[@.]|other@|person\d|jo@/);
      }
      expect(answers[0]?.body.items[0]).toMatchObject({
        id: janeId,
        userName: 'j•••@acme.test',
        displayName: 'J•••',
        email: 'j•••@acme.test',
        active: true,
        managedBy: 'scim',
      });
      expect(answers[1]?.body.resource).toMatchObject({
        active: true,
        name: { givenName: 'J•••', familyName: 'D•••' },
        emails: [{ value: 'o•••@acme.test' }, { value: 'j•••@acme.test', type: 'work', primary: true }],
      });
    });

    it('finds whole names only, and takes no filter, so that nothing is told letter by letter', async () => {
      expect((await auditor.get('/people?q=jane@acme.test')).body.total).toBe(1);
      expect((await auditor.get('/people?q=jane@')).body.total).toBe(0);
      await auditor.get(`/people?filter=${encodeURIComponent('userName sw "j"')}`).expect(403);
      await auditor.get(`/people/export?filter=${encodeURIComponent('userName sw "j"')}`).expect(403);
    });
  });

  it('never shows people, groups and members of another tenant', async () => {
    const group = await globex.client.aGroup('Globex only', { id: globexId });
    for (const path of [
      `/people/${globexId}`,
      `/people/${globexId}/history`,
      `/groups/${group.id}`,
      `/groups/${group.id}/members`,
    ]) {
      const [foreign, unknown] = [
        await owner.get(path),
        await owner.get(path.replace(/[0-9a-f-]{36}/, randomUUID())),
      ];
      expect(foreign.status).toBe(404);
      expect(foreign.text).toBe(unknown.text);
    }
    for (const path of ['/people', '/people/export', '/groups', '/audit', '/tokens', '/sessions']) {
      expect((await owner.get(path).expect(200)).text).not.toMatch(/globex/i);
    }
  });

  it('lists groups and their members, page by page', async () => {
    const { client } = await app.newTenant('grouped', { groupProvisioning: true });
    const visitor = await ConsoleClient.enter(app, 'grouped');
    const people = [];
    for (const name of ['a', 'b', 'c'])
      people.push(await client.aUser({ userName: `${name}@x.test`, displayName: name }));
    const inner = await client.aGroup('Inner', ...people);
    await client.aGroup('Outer', inner);
    const { body } = await visitor.get('/groups?q=in').expect(200);
    expect(body).toEqual({
      items: [
        {
          id: inner.id,
          displayName: 'Inner',
          externalId: null,
          memberCount: 3,
          lastModified: expect.any(String),
        },
      ],
      nextCursor: null,
    });
    const { body: first } = await visitor.get(`/groups/${inner.id}/members?limit=2`).expect(200);
    const { body: second } = await visitor.get(
      `/groups/${inner.id}/members?limit=2&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...second.items].map(({ name }: { name: string }) => name)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(second.nextCursor).toBeNull();
    const { body: person } = await visitor.get(`/people/${people[0]?.id}`).expect(200);
    expect(
      person.groups.map(({ display, direct }: { display: string; direct: boolean }) => [display, direct]),
    ).toEqual([
      ['Inner', true],
      ['Outer', false],
    ]);
    await client.send('patch', `/Groups/${inner.id}`, {
      schemas: [PATCH_OP_URN],
      Operations: [{ op: 'add', path: 'displayName', value: 'Inner 2' }],
    });
    expect((await visitor.get(`/groups/${inner.id}`)).body.displayName).toBe('Inner 2');
    await visitor.send('patch', '/settings', { groupProvisioning: false }).expect(200);
    expect((await visitor.get('/groups')).body).toEqual({ items: [], nextCursor: null });
    await visitor.get(`/groups/${inner.id}`).expect(404);
  });
});
