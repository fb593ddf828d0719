import { GROUP_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { GroupBody, ScimClient, UserBody } from '../../harness/scim-client.js';

describe('The members of a group', () => {
  let app: RunningApp;
  let acme: ScimClient;
  let people: readonly UserBody[];
  let names = 0;

  beforeAll(async () => {
    app = await RunningApp.start();
    acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    people = await Promise.all(['u1', 'u2', 'u3'].map((userName) => acme.aUser({ userName })));
  });
  afterAll(() => app.stop());

  function idsOf(...numbers: readonly number[]): readonly string[] {
    return numbers.map((number) => people[number - 1]?.id ?? '').sort();
  }

  async function groupOf(...numbers: readonly number[]): Promise<GroupBody> {
    const members = idsOf(...numbers).map((id) => ({ id }));
    return acme.aGroup(`Group ${(names += 1)}`, ...members);
  }

  it.each<[string, readonly number[], object, readonly number[]]>([
    ['added as Entra ID does', [], { op: 'Add', path: 'members', value: [{ $ref: null, value: 'U1' }] }, [1]],
    [
      'added several at once',
      [],
      { op: 'Add', path: 'members', value: [{ value: 'U1' }, { value: 'U2' }] },
      [1, 2],
    ],
    [
      'added again',
      [1, 2],
      { op: 'Add', path: 'members', value: [{ value: 'U1' }, { value: 'U3' }] },
      [1, 2, 3],
    ],
    ['added as one object', [1], { op: 'add', path: 'members', value: { value: 'U2' } }, [1, 2]],
    ['added as a bare id', [1], { op: 'add', path: 'members', value: 'U2' }, [1, 2]],
    [
      'added with a name',
      [],
      { name: 'addMember', op: 'add', path: 'members', value: [{ displayName: 'x', value: 'U1' }] },
      [1],
    ],
    ['added without a path', [1], { op: 'add', value: { members: [{ value: 'U2' }] } }, [1, 2]],
    [
      'added twice in one list',
      [],
      { op: 'add', path: 'members', value: [{ value: 'U1' }, { value: 'U1' }] },
      [1],
    ],
    [
      'removed by a list of values',
      [1, 2, 3],
      { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'U1' }] },
      [2, 3],
    ],
    ['removed by an empty list', [1, 2], { op: 'Remove', path: 'members', value: [] }, [1, 2]],
    ['removed by a filter', [1, 2], { op: 'remove', path: 'members[value eq "U1"]' }, [2]],
    [
      'removed by a filter of several',
      [1, 2, 3],
      { op: 'remove', path: 'members[value eq "U1" or value eq "U3"]' },
      [2],
    ],
    ['removed by what they are', [1, 2], { op: 'remove', path: 'members[type eq "User"]' }, []],
    ['removed by who they are not', [1, 2, 3], { op: 'remove', path: 'members[not (value eq "U2")]' }, [2]],
    ['removed by name', [1, 2], { op: 'remove', path: 'members[display sw "u1"]' }, [2]],
    ['removed though they are none', [1], { op: 'remove', path: 'members[value eq "U2"]' }, [1]],
    ['removed all', [1, 2, 3], { op: 'remove', path: 'members' }, []],
    [
      'replaced',
      [1, 2],
      { op: 'replace', path: 'members', value: [{ value: 'U2' }, { value: 'U3' }] },
      [2, 3],
    ],
    ['replaced by null', [1, 2], { op: 'Replace', path: 'members', value: null }, []],
    ['replaced without a path', [1], { op: 'replace', value: { members: [{ value: 'U3' }] } }, [3]],
  ])('can be %s', async (_how, before, operation, after) => {
    const group = await groupOf(...before);
    const sent = JSON.parse(
      JSON.stringify(operation).replaceAll(/U([123])/g, (_all, n: string) => people[Number(n) - 1]?.id ?? ''),
    ) as object;

    const response = await acme.patchGroup(group, sent).expect(204);

    expect(response.text).toBe('');
    expect(await acme.memberIds(group)).toEqual(idsOf(...after));
    const version = JSON.stringify(idsOf(...before)) === JSON.stringify(idsOf(...after)) ? 1 : 2;
    expect(response.headers.etag).toBe(`W/"${version}"`);
    expect(response.headers.location).toBe(group.meta.location);

    await acme.patchGroup(group, sent).expect(204);
    expect(await acme.memberIds(group)).toEqual(idsOf(...after));
    expect((await acme.findGroup(group)).meta.version).toBe(`W/"${version}"`);
  });

  it('come and go in one request, in its order', async () => {
    const group = await groupOf(1);
    const [u1, u2, u3] = people.map(({ id }) => id);
    await acme
      .patchGroup(
        group,
        { op: 'add', path: 'members', value: [{ value: u2 }] },
        { op: 'remove', path: `members[value eq "${u1}"]` },
        { op: 'remove', path: `members[value eq "${u2}"]` },
        { op: 'add', path: 'members', value: [{ value: u3 }] },
        { op: 'replace', path: 'displayName', value: 'Come and go' },
      )
      .expect(204);
    expect(await acme.memberIds(group)).toEqual(idsOf(3));
    expect((await acme.findGroup(group)).meta.version).toBe('W/"2"');
  });

  it.each(['add', 'replace', 'remove'])('are not lost by a %s with values that name nobody', async (op) => {
    const group = await groupOf(1, 2);
    for (const value of [[{}], [null], {}, [{ display: 'x' }]]) {
      const { body } = await acme.patchGroup(group, { op, path: 'members', value }).expect(400);
      expect(body).toMatchObject({ scimType: 'invalidValue' });
    }
    await acme
      .send('put', `/Groups/${group.id}`, { schemas: [GROUP_URN], displayName: 'x', members: [{}] })
      .expect(400);
    expect(await acme.findGroup(group)).toEqual(group);
  });

  it('are shown by a PATCH that asks for attributes', async () => {
    const group = await groupOf(1);
    const { body } = await acme
      .send('patch', `/Groups/${group.id}?attributes=members`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path: 'members', value: [{ value: people[1]?.id }] }],
      })
      .expect(200);
    expect((body as GroupBody).members).toHaveLength(2);
    expect(body).not.toHaveProperty('displayName');
  });

  it('are replaced by a PUT, and gone when it leaves them out', async () => {
    const group = await groupOf(1, 2);
    const put = (attributes: object) =>
      acme.send('put', `/Groups/${group.id}`, { schemas: [GROUP_URN], displayName: 'Put', ...attributes });
    const [, u2, u3] = people.map(({ id }) => id);

    const { body } = await put({ members: [{ value: u2 }, { value: u3 }] }).expect(200);
    expect((body as GroupBody).members?.map(({ value }) => value).sort()).toEqual(idsOf(2, 3));
    expect((await acme.find({ id: u3 ?? '' })).groups).toContainEqual(
      expect.objectContaining({ value: group.id }),
    );
    await acme.send('put', `/Groups/${group.id}`, body as object).expect(200);
    expect((await acme.findGroup(group)).meta.version).toBe('W/"2"');

    await put({}).expect(200);
    expect(await acme.memberIds(group)).toEqual([]);
  });

  it('are not edited: what they are is decided by who they are', async () => {
    const group = await groupOf(1);
    const [u1, u2] = people.map(({ id }) => id);
    const path = `members[value eq "${u1}"]`;
    const { body } = await acme
      .patchGroup(group, { op: 'replace', path: `${path}.value`, value: u2 })
      .expect(400);
    expect(body).toMatchObject({ scimType: 'mutability' });
    expect(await acme.memberIds(group)).toEqual(idsOf(1));
  });

  it('all arrive when 20 requests add them at the same moment', async () => {
    const group = await groupOf();
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, index) => acme.aUser({ userName: `many-${index}` })),
    );
    await Promise.all(
      many.map(({ id }) =>
        acme
          .patchGroup(group, { op: 'Add', path: 'members', value: [{ $ref: null, value: id }] })
          .expect(204),
      ),
    );
    expect(await acme.memberIds(group)).toEqual(many.map(({ id }) => id).sort());
    expect((await acme.findGroup(group)).meta.version).toBe('W/"21"');
  });

  it('all leave when they are deleted while others come', async () => {
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, index) => acme.aUser({ userName: `turn-${index}` })),
    );
    const [leaving, coming] = [many.slice(0, 10), many.slice(10)];
    const group = await acme.aGroup('Turnover', ...leaving);

    await Promise.all([
      ...leaving.map(({ id }) => acme.send('delete', `/Users/${id}`).expect(204)),
      ...coming.map(({ id }) =>
        acme.patchGroup(group, { op: 'add', path: 'members', value: [{ value: id }] }).expect(204),
      ),
    ]);

    expect(await acme.memberIds(group)).toEqual(coming.map(({ id }) => id).sort());
    expect((await acme.findGroup(group)).meta.version).toBe('W/"21"');
  });

  it('may be a thousand in one request', async () => {
    const created = await acme
      .send('post', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: Array.from({ length: 1_000 }, (_, index) => ({
          method: 'POST',
          path: '/Users',
          bulkId: `b${index}`,
          data: {
            schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
            userName: `thousand-${index}`,
          },
        })),
      })
      .expect(200);
    const ids = (created.body as { Operations: readonly { location: string }[] }).Operations.map(
      ({ location }) => location.slice(location.lastIndexOf('/') + 1),
    );
    const group = await groupOf();
    const value = ids.map((id) => ({ value: id }));
    await acme.patchGroup(group, { op: 'Add', path: 'members', value }).expect(204);
    expect(await acme.memberIds(group)).toEqual([...ids].sort());
  });
});
