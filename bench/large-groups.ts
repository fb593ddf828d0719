import { GROUP_URN, PATCH_OP_URN } from '@flosum/scim-schema';
import type { BenchApp } from './bench-app.js';
import { compare, showProgress, time } from './comparison.js';
import type { Row, Way } from './comparison.js';
import { fillUsers } from './fill-users.js';
import type { HttpClient } from './http-client.js';

const FEW = 10;

/** Members that come and go in one request. */
const BATCH = 1_000;

interface Group {
  readonly id: string;
  readonly displayName: string;
  /** One of its members. */
  readonly member: string;
}
interface GroupBody {
  readonly id: string;
  readonly members?: readonly object[];
}
interface ListBody {
  readonly totalResults?: number;
  readonly Resources?: readonly GroupBody[];
  /** `tooMany` when the query took too long and was stopped. */
  readonly scimType?: string;
}

/** The same requests about a group of ten and about one of very many, in one tenant. */
export async function measureLargeGroups(
  bench: BenchApp,
  size: number,
  rounds: number,
  slowRounds: number,
): Promise<readonly Row[]> {
  const { tenantId, token } = await bench.newTenant('groups');
  const client = bench.clientOf(token, 1);
  showProgress(`Filling a group with ${size} members …`, true);
  await fillUsers(bench.filler, tenantId, size + FEW + BATCH);
  const { rows } = await bench.filler.query<{ id: string }>('select id from users where tenant_id = $1', [
    tenantId,
  ]);
  const ids = rows.map(({ id }) => id);
  const large = await makeGroup(bench, client, tenantId, 'large', ids.slice(0, size));
  const small = await makeGroup(bench, client, tenantId, 'small', ids.slice(size, size + FEW));
  const others = ids.slice(size + FEW);
  await bench.filler.query('vacuum analyze');

  const add = (group: Group, members: readonly string[]): Promise<number> => {
    const value = members.map((id) => ({ value: id }));
    return patch(client, group, { op: 'add', path: 'members', value });
  };
  const remove = (group: Group, members: readonly string[]): Promise<number> => {
    if (members.length > 1) {
      const value = members.map((id) => ({ value: id }));
      return patch(client, group, { op: 'remove', path: 'members', value });
    }
    return patch(client, group, { op: 'remove', path: `members[value eq "${members[0] ?? ''}"]` });
  };
  const against = async (
    what: string,
    times: number,
    wayOf: (group: Group, members: number) => Way,
  ): Promise<Row> => {
    return compare([what, wayOf(large, size)], ['in a group of ten', wayOf(small, FEW)], times);
  };
  const whole = await readWhole(client, large, size);

  const table = [
    await against('add one member', rounds, (group, members) => async (round) => {
      const someone = pick(others, round);
      const milliseconds = await add(group, [someone]);
      await expectMembers(bench, tenantId, group, members + 1);
      await remove(group, [someone]);
      return milliseconds;
    }),
    await against('remove one member', rounds, (group, members) => async (round) => {
      const someone = pick(others, round);
      await add(group, [someone]);
      const milliseconds = await remove(group, [someone]);
      await expectMembers(bench, tenantId, group, members);
      return milliseconds;
    }),
    await against(`add ${BATCH} members in one PATCH`, slowRounds, (group, members) => async () => {
      const milliseconds = await add(group, others);
      await expectMembers(bench, tenantId, group, members + BATCH);
      await remove(group, others);
      return milliseconds;
    }),
    await against(`remove ${BATCH} members in one PATCH`, slowRounds, (group, members) => async () => {
      await add(group, others);
      const milliseconds = await remove(group, others);
      await expectMembers(bench, tenantId, group, members);
      return milliseconds;
    }),
    await against('GET without members', rounds, (group) => async () => {
      const [milliseconds, answer] = await time(() =>
        client.get(`/Groups/${group.id}?excludedAttributes=members`),
      );
      const body = answer.expect(200).json() as GroupBody;
      if (body.id !== group.id || body.members !== undefined) throw new Error('It is another group.');
      return milliseconds;
    }),
    await against('displayName eq, without members', rounds, (group) => {
      return () => lookUp(client, group, `displayName eq "${group.displayName}"`);
    }),
    await against('members.value eq, without members', rounds, (group) => {
      return () => lookUp(client, group, `members.value eq "${group.member}"`);
    }),
    await against('id eq and members.value eq, without members', rounds, (group) => {
      return () => lookUp(client, group, `id eq "${group.id}" and members.value eq "${group.member}"`);
    }),
  ];
  process.stdout.write(`\n${whole}\n`);
  return table;
}

async function makeGroup(
  bench: BenchApp,
  client: HttpClient,
  tenantId: string,
  displayName: string,
  members: readonly string[],
): Promise<Group> {
  const answer = await client.send('POST', '/Groups', { schemas: [GROUP_URN], displayName });
  const { id } = answer.expect(201).json() as GroupBody;
  await bench.filler.query(
    `insert into group_members (tenant_id, group_id, member_id, member_type)
     select $1, $2, member_id, 'User' from unnest($3::uuid[]) as member_id`,
    [tenantId, id, members],
  );
  return { id, displayName, member: pick(members, Math.floor(members.length / 2)) };
}

async function patch(client: HttpClient, group: Group, operation: object): Promise<number> {
  const body = { schemas: [PATCH_OP_URN], Operations: [operation] };
  const [milliseconds, answer] = await time(() => client.send('PATCH', `/Groups/${group.id}`, body));
  answer.expect(204);
  return milliseconds;
}

/** A look-up that is stopped after five seconds counts with these, and is told. */
async function lookUp(client: HttpClient, group: Group, filter: string): Promise<number> {
  const query = `filter=${encodeURIComponent(filter)}&excludedAttributes=members`;
  const [milliseconds, answer] = await time(() => client.get(`/Groups?${query}`));
  const { totalResults, Resources = [], scimType } = answer.json() as ListBody;
  if (scimType === 'tooMany') {
    showProgress(`${filter} was stopped: it took too long.`, true);
    return milliseconds;
  }
  answer.expect(200);
  const [found] = Resources;
  if (totalResults !== 1 || found?.id !== group.id || found.members !== undefined) {
    throw new Error(`"${filter}" found something else.`);
  }
  return milliseconds;
}

async function readWhole(client: HttpClient, group: Group, size: number): Promise<string> {
  const [milliseconds, answer] = await time(() => client.get(`/Groups/${group.id}`));
  const { members = [] } = answer.expect(200).json() as GroupBody;
  if (members.length !== size) throw new Error(`${members.length} members came.`);
  const megabytes = (answer.bytes.length / 1e6).toFixed(1);
  return `GET of the whole group of ${size} members: ${(milliseconds / 1_000).toFixed(2)} s, ${megabytes} MB.`;
}

async function expectMembers(
  bench: BenchApp,
  tenantId: string,
  group: Group,
  expected: number,
): Promise<void> {
  const { rows } = await bench.filler.query<{ total: number }>(
    'select count(*)::int as total from group_members where tenant_id = $1 and group_id = $2',
    [tenantId, group.id],
  );
  if (rows[0]?.total !== expected)
    throw new Error(`${expected} members were expected, not ${rows[0]?.total}.`);
}

function pick(values: readonly string[], index: number): string {
  return values[index % values.length] ?? '';
}
