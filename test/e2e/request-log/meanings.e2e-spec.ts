import { PATCH_OP_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { LogReader } from './log-reader.js';

const JANE = { userName: 'jane@acme.test', displayName: 'Jane Doe', title: 'Boss' };

describe('the request log says in words', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let log: LogReader;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme', { groupProvisioning: true });
    log = await LogReader.enter(app, 'acme');
  });
  afterAll(() => app.stop());

  it('what happened to a person, from the first look-up to the end', async () => {
    const { client } = acme;
    await client.filter('userName eq "jane@acme.test"');
    const jane = await client.aUser(JANE);
    await client.filter('userName eq "jane@acme.test"');
    await client.patch(jane, { op: 'replace', path: 'title', value: 'Chair' }).expect(200);
    await client.patch(jane, { op: 'Replace', path: 'active', value: 'False' }).expect(200);
    await client.patch(jane, { op: 'replace', path: 'active', value: false }).expect(200);
    await client.patch(jane, { op: 'replace', path: 'active', value: true }).expect(200);
    await client.get(`/Users/${jane.id}`).expect(200);
    await client.send('delete', `/Users/${jane.id}`).expect(204);

    expect([...(await log.meanings())].reverse()).toEqual([
      'Looked up userName jane@acme.test: none',
      'Created Jane Doe',
      'Looked up userName jane@acme.test: Jane Doe',
      'Changed title of Jane Doe',
      'Deactivated Jane Doe',
      'Changed nothing of Jane Doe',
      'Reactivated Jane Doe',
      'Read Jane Doe',
      'Deleted Jane Doe',
    ]);
    const [, , , , deactivated] = await log.lines();
    expect(deactivated).toMatchObject({
      outcome: 'success',
      status: 200,
      method: 'PATCH',
      route: '/api/v1/scim/Users/:id',
      person: { id: jane.id, name: 'Jane Doe' },
      token: { name: 'Test' },
      deviations: ['operation-in-capitals', 'boolean-as-text'],
    });
  });

  it('which change a request made, what it was kind about, and what to do', async () => {
    const jo = await acme.client.aUser({ userName: 'jo@acme.test' });
    await acme.client.patch(jo, { op: 'replace', path: 'active', value: 'False' }).expect(200);
    const [line] = await log.lines('?method=PATCH&limit=1');
    if (line === undefined) throw new Error('There is no line.');
    const detail = await log.detail(line);
    expect(detail).toMatchObject({
      url: `/api/v1/scim/Users/${jo.id}`,
      change: {
        changeId: `${jo.id}.2`,
        kind: 'deactivated',
        version: 2,
        attributes: [{ path: 'active', before: true, after: false }],
      },
      deviationDetails: [
        {
          name: 'boolean-as-text',
          clause: 'RFC 7643 section 2.3.2',
          words: expect.stringContaining('boolean'),
        },
      ],
      advice: ['Nothing has to be done.'],
      help: null,
    });
    expect(JSON.parse(String(detail.requestBody))).toMatchObject({ schemas: [PATCH_OP_URN] });
    expect(detail.curl).toContain('-H "Authorization: Bearer $TOKEN"');
    expect(detail.curl).toContain(`'https://scim.example.test/api/v1/scim/Users/${jo.id}'`);
  });

  it('lists by page, groups and their members', async () => {
    const { client } = acme;
    const [one, two] = [await client.aUser({ userName: 'm1' }), await client.aUser({ userName: 'm2' })];
    const group = await client.aGroup('Sales');
    const members = (ids: readonly string[]): object => ({
      op: 'add',
      path: 'members',
      value: ids.map((value) => ({ value })),
    });
    await client.patchGroup(group, members([one.id, two.id])).expect(204);
    await client.patchGroup(group, { op: 'remove', path: `members[value eq "${one.id}"]` }).expect(204);
    await client.get('/Users?startIndex=5&count=2').expect(200);
    await client.get('/Groups').expect(200);
    expect((await log.meanings('?limit=5')).slice(0, 5)).toEqual([
      'Listed groups, page 1',
      'Listed people, page 3',
      'Removed 1 member from Sales',
      'Added 2 members to Sales',
      'Created Sales',
    ]);
  });

  it('why a request was refused, and what to do next', async () => {
    await acme.client.aUser({ userName: 'twice@acme.test' });
    await acme.client.create({ userName: 'twice@acme.test' }).expect(409);
    const [line] = await log.lines('?outcome=refused&limit=1');
    expect(line).toMatchObject({ status: 409, scimType: 'uniqueness', outcome: 'refused' });
    expect(line?.meaning).toMatch(/^Refused: /);
    const detail = await log.detail(line ?? { id: '' });
    expect(JSON.parse(String(detail.responseBody))).toMatchObject({ status: '409' });
    expect(String((detail.advice as readonly string[])[0])).toContain('People');
    expect(detail.help).toBe('/console/help/entra#what-is-unique');
  });

  it('finds what was read by the name that is shown, and refusals by their scimType', async () => {
    const { client } = await app.newTenant('named');
    const reader = await LogReader.enter(app, 'named');
    const ann = await client.aUser({
      userName: 'a@named.test',
      name: { givenName: 'Ann', familyName: 'Field' },
    });
    await client.get(`/Users/${ann.id}`).expect(200);
    await client.create({ userName: 'a@named.test' }).expect(409);
    expect(await reader.meanings('?text=ann%20fi&method=GET')).toEqual(['Read Ann Field']);
    expect(await reader.meanings('?person=ann%20fi')).toHaveLength(2);
    expect(await reader.meanings('?text=uniqueness')).toHaveLength(1);
  });

  it('finds lines by person, token, verb, time and text, page by page', async () => {
    const { client } = await app.newTenant('filters');
    const reader = await LogReader.enter(app, 'filters');
    const before = new Date().toISOString();
    const ann = await client.aUser({ userName: 'ann@filters.test', displayName: 'Ann Filter' });
    await client.aUser({ userName: 'bob@filters.test', displayName: 'Bob' });
    await client.patch(ann, { op: 'replace', path: 'title', value: 'x' }).expect(200);
    expect(await reader.meanings(`?person=${ann.id}`)).toEqual([
      'Changed title of Ann Filter',
      'Created Ann Filter',
    ]);
    expect(await reader.meanings('?person=ann%20f')).toHaveLength(2);
    expect(await reader.meanings('?text=created%20ann')).toEqual(['Created Ann Filter']);
    expect(await reader.meanings('?method=POST')).toEqual(['Created Bob', 'Created Ann Filter']);
    expect(await reader.meanings(`?to=${before}`)).toEqual([]);
    expect(await reader.meanings(`?from=${before}`)).toHaveLength(3);
    const { body: first } = await reader.get('/requests?limit=2').expect(200);
    expect(first).toMatchObject({ items: [{}, {}], nextCursor: expect.any(String) });
    const { nextCursor } = first as { nextCursor: string };
    const { body: second } = await reader.get(`/requests?limit=2&cursor=${nextCursor}`).expect(200);
    expect(second).toMatchObject({ items: [{ meaning: 'Created Ann Filter' }], nextCursor: null });
    await reader.get('/requests?outcome=good').expect(400);
    await reader.get('/requests/nothing').expect(404);
  });
});
