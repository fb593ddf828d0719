import { ENTERPRISE_USER_URN, GROUP_URN, PATCH_OP_URN, USER_URN } from '@flosum/scim-schema';
import type { BenchApp } from './bench-app.js';
import { compare, time } from './comparison.js';
import type { Row, Way } from './comparison.js';
import type { Answer, HttpClient } from './http-client.js';
import { LostRaces } from './lost-races.js';
import { quantile } from './quantile.js';

const ADDRESS_PARTS = ['streetAddress', 'locality', 'region', 'postalCode', 'country', 'formatted'];

/** Forty attributes, none of which has to do with another. */
const PATHS = [
  ...['displayName', 'nickName', 'title', 'userType', 'preferredLanguage', 'locale'],
  ...['familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix', 'formatted'].map(
    (part) => `name.${part}`,
  ),
  ...['work', 'home'].map((type) => `emails[type eq "${type}"].value`),
  ...['work', 'home', 'other'].flatMap((type) =>
    ADDRESS_PARTS.map((part) => `addresses[type eq "${type}"].${part}`),
  ),
  ...['work', 'mobile', 'fax'].map((type) => `phoneNumbers[type eq "${type}"].value`),
  ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map(
    (name) => `${ENTERPRISE_USER_URN}:${name}`,
  ),
];
const MEMBERS = 20;

interface Resource {
  readonly id: string;
  readonly meta: { readonly version: string };
  readonly members?: readonly { readonly value: string }[];
}

/** Many PATCHes at once: of one resource, where each loses races against others, and of as many resources. */
export async function measureParallelPatches(bench: BenchApp, rounds: number): Promise<readonly Row[]> {
  const { token } = await bench.newTenant('parallel');
  const client = bench.clientOf(token, PATHS.length);
  const races = new LostRaces(bench.app.database);
  let made = 0;
  const newUsers = (count: number): Promise<readonly string[]> =>
    repeat(count, async () => {
      made += 1;
      const answer = await client.send('POST', '/Users', { schemas: [USER_URN], userName: `user-${made}` });
      return (answer.expect(201).json() as Resource).id;
    });
  const newGroups = (count: number): Promise<readonly string[]> =>
    repeat(count, async () => {
      made += 1;
      const body = { schemas: [GROUP_URN], displayName: `group ${made}` };
      const answer = await client.send('POST', '/Groups', body);
      return (answer.expect(201).json() as Resource).id;
    });

  const lost = new Map<string, number[]>();
  /** Makes one or many resources anew for each round, and changes them all at once. */
  const atOnce = (
    label: string,
    make: () => Promise<readonly string[]>,
    patchAll: (ids: readonly string[]) => Promise<void>,
    check: (ids: readonly string[]) => Promise<void>,
  ): Way => {
    return async (round) => {
      const ids = await make();
      const before = races.count;
      const [milliseconds] = await time(() => patchAll(ids));
      if (round > 0) lost.set(label, [...(lost.get(label) ?? []), races.count - before]);
      await check(ids);
      return milliseconds;
    };
  };
  const patchUsers = async (ids: readonly string[]): Promise<void> => {
    await Promise.all(
      PATHS.map(async (path, index) => {
        const operation = { op: 'replace', path, value: valueOf(index) };
        (await patch(client, `/Users/${idAt(ids, index)}`, operation)).expect(200);
      }),
    );
  };
  const checkUsers = async (ids: readonly string[]): Promise<void> => {
    const texts = await Promise.all(
      ids.map((id) => read(client, `/Users/${id}`, 1 + PATHS.length / ids.length)),
    );
    const missing = PATHS.filter((_, index) => !texts[index % ids.length]?.includes(`"${valueOf(index)}"`));
    if (missing.length > 0) throw new Error(`These did not arrive: ${missing.join(', ')}`);
  };
  const members = await newUsers(MEMBERS);
  const addMembers = async (ids: readonly string[]): Promise<void> => {
    await Promise.all(
      members.map(async (value, index) => {
        const operation = { op: 'add', path: 'members', value: [{ value }] };
        (await patch(client, `/Groups/${idAt(ids, index)}`, operation)).expect(204);
      }),
    );
  };
  const checkGroups = async (ids: readonly string[]): Promise<void> => {
    const texts = await Promise.all(ids.map((id) => read(client, `/Groups/${id}`, 1 + MEMBERS / ids.length)));
    const missing = members.filter((id, index) => !texts[index % ids.length]?.includes(`"value":"${id}"`));
    if (missing.length > 0) throw new Error(`These did not arrive: ${missing.join(', ')}`);
  };

  const manyUsers = `${PATHS.length} PATCHes at once, of as many users`;
  const oneUser = `${PATHS.length} PATCHes at once, of different attributes of one user`;
  const manyGroups = `${MEMBERS} PATCHes at once, of as many groups`;
  const oneGroup = `${MEMBERS} PATCHes at once, each adding a member to one group`;
  const rows = [
    await compare(
      [oneUser, atOnce(oneUser, () => newUsers(1), patchUsers, checkUsers)],
      [manyUsers, atOnce(manyUsers, () => newUsers(PATHS.length), patchUsers, checkUsers)],
      rounds,
    ),
    await compare(
      [oneGroup, atOnce(oneGroup, () => newGroups(1), addMembers, checkGroups)],
      [manyGroups, atOnce(manyGroups, () => newGroups(MEMBERS), addMembers, checkGroups)],
      rounds,
    ),
  ];
  for (const [label, counts] of lost) {
    process.stdout.write(
      `${label}: ${quantile(counts, 0.5)} lost races (median), ${Math.max(...counts)} at most.\n`,
    );
  }
  return rows;
}

function patch(client: HttpClient, path: string, operation: object): Promise<Answer> {
  return client.send('PATCH', path, { schemas: [PATCH_OP_URN], Operations: [operation] });
}

async function read(client: HttpClient, path: string, version: number): Promise<string> {
  const answer = (await client.get(path)).expect(200);
  const { meta } = answer.json() as Resource;
  if (meta.version !== `W/"${version}"`) throw new Error(`${path} has the version ${meta.version}.`);
  return answer.bytes.toString();
}

function repeat<T>(count: number, work: () => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: count }, work));
}

function valueOf(index: number): string {
  return `value-${index}`;
}

function idAt(ids: readonly string[], index: number): string {
  return ids[index % ids.length] ?? '';
}
