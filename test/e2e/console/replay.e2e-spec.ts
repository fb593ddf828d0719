import { ConsoleClient } from '../../harness/console-client.js';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';

interface Line {
  readonly id: string;
  readonly requestId: string;
}

describe('what a replay leaves behind', () => {
  let app: RunningApp;
  let acme: NewTenant;
  let client: ConsoleClient;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.newTenant('acme', { groupProvisioning: true });
    client = await ConsoleClient.enter(app, 'acme');
  });
  afterAll(() => app.stop());

  const lastLine = async (query: string): Promise<Line> => {
    await app.writeLog();
    const { body } = await client.get(`/requests?limit=1&${query}`).expect(200);
    return (body as { items: readonly [Line] }).items[0];
  };

  const replays = async (): Promise<readonly object[]> => {
    const { body } = await client.get('/audit?limit=100').expect(200);
    const { items } = body as { items: readonly { readonly action: string }[] };
    return items.filter(({ action }) => action === 'request.replayed');
  };

  it('is an act in the audit when it was for real, done or refused, and nothing when it was dry', async () => {
    const jane = await acme.client.aUser({ userName: 'jane@acme.test' });
    await acme.client.patch(jane, { op: 'replace', path: 'active', value: false }).expect(200);
    const line = await lastLine('method=PATCH');
    await acme.client.patch(jane, { op: 'replace', path: 'active', value: true }).expect(200);

    await client.send('post', `/requests/${line.id}/replay`, { dryRun: true }).expect(200);
    expect(await replays()).toEqual([]);
    await client.send('post', `/requests/${line.id}/replay`, { dryRun: false }).expect(200);
    await acme.client.send('delete', `/Users/${jane.id}`).expect(204);
    await client.send('post', `/requests/${line.id}/replay`, { dryRun: false }).expect(200);

    const act = {
      actor: { type: 'admin', name: 'jo@acme.test' },
      address: expect.any(String),
      target: { type: 'request', id: line.id, name: 'PATCH /api/v1/scim/Users/:id' },
      before: null,
    };
    const about = { requestId: line.requestId, resourceType: 'User', resourceId: jane.id };
    expect(await replays()).toEqual([
      expect.objectContaining({ ...act, after: { ...about, status: 404, outcome: 'refused' } }),
      expect.objectContaining({ ...act, after: { ...about, status: 200, outcome: 'success' } }),
    ]);
  });

  describe('of a request that only reads', () => {
    const readAgain = async (query: string, dryRun = true): Promise<Readonly<Record<string, unknown>>> => {
      const { id } = await lastLine(query);
      const { body } = await client.send('post', `/requests/${id}/replay`, { dryRun }).expect(200);
      return body as Readonly<Record<string, unknown>>;
    };
    const bodyOf = ({ body }: Readonly<Record<string, unknown>>): unknown => JSON.parse(String(body));

    it.each([
      'Users?filter=userName eq "late@acme.test"&attributes=userName&aadOptscim062020',
      'Users?count=1',
    ])('is what SCIM answers now: %s', async (path) => {
      await acme.client.get(`/${path}`).expect(200);
      const { id } = await lastLine('method=GET');
      const late = await acme.client.aUser({ userName: 'late@acme.test', password: 'Hunter2-and-more' });
      const { body: now } = await acme.client.get(`/${path}`).expect(200);

      const { body: answer } = await client.send('post', `/requests/${id}/replay`, { dryRun: true });

      expect(answer).toMatchObject({ dryRun: true, status: 200, outcome: 'success', attributes: [] });
      expect(bodyOf(answer as Record<string, unknown>)).toEqual(now);
      await acme.client.send('delete', `/Users/${late.id}`).expect(204);
    });

    it('shows one person or group, or that it is gone', async () => {
      const ann = await acme.client.aUser({ userName: 'ann@acme.test', password: 'Hunter2-and-more' });
      const group = await acme.client.aGroup('Staff', ann);
      await acme.client.get(`/Groups/${group.id}`).expect(200);
      const answered = await acme.client.get(`/Groups/${group.id}?excludedAttributes=members`).expect(200);
      expect(bodyOf(await readAgain('method=GET'))).toEqual(answered.body);
      const { body: now } = await acme.client.get(`/Users/${ann.id}`).expect(200);
      const found = await readAgain('method=GET');
      expect(found).toMatchObject({ meaning: 'Found the person' });
      expect(bodyOf(found)).toEqual(now);
      expect(found.body).not.toContain('Hunter2');
      await acme.client.send('delete', `/Users/${ann.id}`).expect(204);
      expect(await readAgain('method=GET')).toMatchObject({ status: 404, outcome: 'refused', body: null });
    });

    it('is the same for real, says so, and is no act', async () => {
      await acme.client.get('/Users?filter=userName eq "nobody"').expect(200);
      const before = await replays();
      const dry = await readAgain('method=GET');
      expect(dry).toMatchObject({
        meaning: 'Found no people',
        detail: expect.stringContaining('running it for real is the same as a dry run'),
      });
      expect(await readAgain('method=GET', false)).toEqual({ ...dry, dryRun: false });
      expect(await replays()).toEqual(before);
    });

    it('is refused for a filter that SCIM refuses', async () => {
      const { body } = await acme.client.get('/Users?filter=userName gt').expect(400);
      expect(await readAgain('method=GET')).toMatchObject({
        status: 400,
        scimType: 'invalidFilter',
        detail: (body as { detail: string }).detail,
      });
    });

    it.each([
      ['filter=password eq "Hunter2-and-more"', 'secret'],
      [`filter=userName eq "${'x'.repeat(17_000)}"`, 'too long'],
      ['Filter=userName eq "a"', 'each named once'],
      ['count=1&count=2', 'each named once'],
      ['sortBy=userName', 'each named once'],
    ])('says what to do instead when it cannot be the same: %.40s', async (query, reason) => {
      await acme.client.get(`/Users?${query}`);
      const { id } = await lastLine('method=GET');
      const { body } = await client.send('post', `/requests/${id}/replay`, { dryRun: true }).expect(409);
      expect(body).toMatchObject({ detail: expect.stringContaining(reason) });
      expect(body).toMatchObject({
        detail: expect.stringMatching(/ your identity provider send the request again\.$/),
      });
    });
  });
});
