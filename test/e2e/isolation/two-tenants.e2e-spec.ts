import { GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import { RunningApp } from '../../harness/running-app.js';
import type { NewTenant } from '../../harness/running-app.js';
import { Neighbour, seeds } from './neighbour.js';

const LANES = 6;
const ACTS = 110;
const UNKNOWN_ID = '01a20a8b-2a58-76f9-9618-ad71b24d581d';

describe('two tenants with the same people', () => {
  let app: RunningApp;
  let beside: RunningApp;
  let acme: NewTenant;
  let globex: NewTenant;

  beforeAll(async () => {
    app = await RunningApp.start();
    beside = process.env.TEST_DATABASE_URL === undefined ? app : await app.startBeside();
    acme = await app.newTenant('acme', { groupProvisioning: true });
    globex = await app.newTenant('globex', { groupProvisioning: true });
  });
  afterAll(async () => {
    if (beside !== app) await beside.stop();
    await app.stop();
  });

  it('never see a byte of each other, whatever they send at the same moment', async () => {
    const [first, second] = [acme, globex].map(
      ({ client, token }, index) =>
        new Neighbour(index === 0 ? 'marker-of-acme' : 'marker-of-globex', [client, beside.clientOf(token)]),
    ) as [Neighbour, Neighbour];
    Neighbour.introduce(first, second);

    await Promise.all(
      [first, second].flatMap((tenant, index) =>
        Array.from({ length: LANES }, async (_lane, lane) => {
          for (const seed of seeds(ACTS, 1000 * index + lane)) await tenant.act(seed);
        }),
      ),
    );

    expect([...first.breaches, ...second.breaches]).toEqual([]);
    for (const { intrusions, known } of [first, second]) {
      expect(intrusions).toBeGreaterThan(100);
      for (const found of Object.values(known)) expect((found as string[]).length).toBeGreaterThan(5);
    }
    for (const [{ tenantId }, foreign] of [
      [acme, 'marker-of-globex'],
      [globex, 'marker-of-acme'],
    ] as const) {
      const rows = await app.owner.query(
        `select 'user' from users where tenant_id = $1 and resource::text like '%' || $2 || '%'
         union all select 'group' from groups where tenant_id = $1 and resource::text like '%' || $2 || '%'
         union all select 'member' from group_members as m where tenant_id = $1
           and not exists (select from users where tenant_id = $1 and id = m.user_id)
           and not exists (select from groups where tenant_id = $1 and id = m.member_group_id)`,
        [tenantId, foreign],
      );
      expect(rows).toEqual([]);
    }
  }, 60_000);

  describe('an id of the other tenant', () => {
    const patch = {
      schemas: [PATCH_OP_URN],
      Operations: [{ op: 'replace', path: 'displayName', value: 'x' }],
    };
    let user: string;
    let group: string;

    beforeAll(async () => {
      user = (await globex.client.aUser({ userName: 'foreign@globex.test' })).id;
      group = (await globex.client.aGroup('Foreign', { id: user })).id;
    });

    it.each([
      ['get', '/Users', undefined],
      ['put', '/Users', { schemas: [USER_URN], userName: 'x@acme.test' }],
      ['patch', '/Users', patch],
      ['delete', '/Users', undefined],
      ['get', '/Groups', undefined],
      ['put', '/Groups', { schemas: [GROUP_URN], displayName: 'x' }],
      ['patch', '/Groups', patch],
      ['delete', '/Groups', undefined],
    ] as const)(
      'in %s %s is answered as an unknown one, by the same statements',
      async (verb, path, body) => {
        const foreign = path === '/Users' ? user : group;
        const [known, unknown] = [
          await observe(foreign, () => acme.client.send(verb, `${path}/${foreign}`, body)),
          await observe(UNKNOWN_ID, () => acme.client.send(verb, `${path}/${UNKNOWN_ID}`, body)),
        ];
        expect(known.status).toBe(404);
        expect(known).toEqual(unknown);
        await globex.client.get(`${path}/${foreign}`).expect(200);
      },
    );

    it('tells by no filter, membership or cursor that it exists', async () => {
      for (const filter of [`id eq "${user}"`, `id eq "${user}" or userName eq "foreign@globex.test"`]) {
        expect((await acme.client.filter(filter)).totalResults).toBe(0);
      }
      const [foreign, unknown] = [
        await acme.client.createGroup({ displayName: 'g', members: [{ value: user }] }),
        await acme.client.createGroup({ displayName: 'g', members: [{ value: UNKNOWN_ID }] }),
      ];
      expect(foreign.status).toBe(400);
      expect(foreign.text.replaceAll(user, 'ID')).toBe(unknown.text.replaceAll(UNKNOWN_ID, 'ID'));
      // The same name is free here: names of another tenant are not taken.
      await acme.client.create({ userName: 'foreign@globex.test' }).expect(201);
    });

    /** The answer without the id, and how many statements it took. */
    async function observe(
      id: string,
      send: () => ReturnType<typeof acme.client.send>,
    ): Promise<{ readonly status: number; readonly text: string; readonly statements: readonly string[] }> {
      const { database } = app.app;
      const statements: string[] = [];
      const query = database.query.bind(database);
      database.query = async (sql, parameters) => {
        // Lines of the request log are written when they are due, whatever is answered meanwhile.
        if (!sql.includes('insert into request_log')) statements.push(sql);
        return query(sql, parameters);
      };
      try {
        const { status, text } = await send();
        return { status, text: text.replaceAll(id, 'ID'), statements };
      } finally {
        database.query = query;
      }
    }
  });
});
