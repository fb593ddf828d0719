import fc from 'fast-check';
import { checkFilter, evaluateFilter, parseFilter, toComparable } from '@flosum/scim-filter';
import { attributesOf, isJsonObject, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue } from '@flosum/scim-schema';
import { checkListRequest } from '../../src/scim/list-request.js';
import { ResourcePresenter } from '../../src/scim/resource-presenter.js';
import type { SortOrder } from '../../src/database/index.js';
import { UsersRepository } from '../../src/users/users.repository.js';
import type { ListPosition, UserQuery } from '../../src/users/index.js';
import { RunningApp } from '../harness/running-app.js';
import { filterText } from './arbitrary-filter.js';
import { resources } from './arbitrary-resource.js';
import { FILTERS, SEED, TIMEOUT } from './fuzz-settings.js';

const USERS = 40;

/** Filters that a run has failed by, and some that show a difference between a database and a program. */
const KNOWN_FILTERS: readonly string[] = [
  // Between two milliseconds: the database took no parameter that nothing speaks of.
  'meta[lastModified eq "2026-02-28T23:59:58.007000001Z"]',
  'meta.created ne "2026-01-31T23:59:58.3330001Z" and userName pr',
  'userName pr and not (meta.created eq "2026-01-31T23:59:58.3330001Z" or displayName co "a")',
  // Absent is not equal, and not unequal to nothing.
  'not (nickName eq "a")',
  'nickName ne "a" or not (nickName co "")',
  'emails.value ne "a" and not (emails.value eq "a")',
  'meta pr and meta.version eq "W/\\"1\\"" and not (meta.created eq null)',
  'schemas[value ew "user"] and schemas co ":2.0:"',
  'displayName sw "%" or displayName co "_" or displayName ew "\\\\"',
];

/** A user as clients read it, beside the form in which it is compared. */
interface Known {
  readonly id: string;
  readonly comparable: JsonObject;
}

describe(`filters and orders in the database (FUZZ_SEED=${SEED})`, () => {
  let app: RunningApp;
  let tenantId: string;
  let users: UsersRepository;
  let known: readonly Known[];
  let filters: fc.Arbitrary<string>;

  beforeAll(async () => {
    app = await RunningApp.start();
    users = app.app.nest.get(UsersRepository);
    ({ tenantId } = await app.newTenant('one'));
    const { tenantId: otherId } = await app.newTenant('two');
    const [made = []] = fc.sample(resources(USER_RESOURCE_TYPE, USERS), { seed: SEED, numRuns: 1 });
    for (const resource of made) {
      await users.insert(tenantId, resource);
      await users.insert(otherId, resource);
    }
    await spreadTimes(app);
    const { resources: stored } = await users.list(tenantId, { limit: 100 });
    const presenter = app.app.nest.get(ResourcePresenter);
    const bodies = stored.map((user) => presenter.present(USER_RESOURCE_TYPE, user).body as JsonObject);
    known = bodies.map((body) => ({
      id: body.id as string,
      comparable: toComparable(USER_RESOURCE_TYPE, body),
    }));
    filters = filterText(USER_RESOURCE_TYPE, bodies);
  }, 60_000);
  afterAll(() => app.stop());

  const evaluate = (text: string): readonly Known[] => {
    const filter = checkFilter(parseFilter(text), USER_RESOURCE_TYPE);
    return known.filter(({ comparable }) => evaluateFilter(filter, comparable));
  };
  const idsOf = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

  const select = async (text: string): Promise<readonly string[]> => {
    const filter = checkFilter(parseFilter(text), USER_RESOURCE_TYPE);
    const page = await users.list(tenantId, { filter, limit: 100 });
    expect(page.totalResults).toBe(page.resources.length);
    return idsOf(page.resources);
  };

  it('holds the users as they were made', () => {
    expect(known).toHaveLength(USERS);
  });

  it.each(KNOWN_FILTERS)('finds what the evaluator finds by %s', async (text) => {
    expect(await select(text)).toEqual(idsOf(evaluate(text)));
  });

  it(
    `finds what the evaluator finds, by ${FILTERS} filters`,
    async () => {
      const tried = new Set<string>();
      let telling = 0;
      await fc.assert(
        fc.asyncProperty(filters, async (text) => {
          const expected = idsOf(evaluate(text));
          expect(await select(text)).toEqual(expected);
          tried.add(text);
          if (expected.length > 0 && expected.length < USERS) telling += 1;
        }),
        { seed: SEED, numRuns: FILTERS, skipEqualValues: true, maxSkipsPerRun: 1_000 },
      );

      expect(tried.size).toBeGreaterThanOrEqual(FILTERS);
      expect(tried.size * USERS).toBeGreaterThanOrEqual(Math.min(5_000, FILTERS * USERS));
      // A filter that finds all or nothing shows little.
      expect(telling / tried.size).toBeGreaterThan(0.4);
    },
    TIMEOUT,
  );

  it(
    'counts, without reading a user, as many as the evaluator finds',
    async () => {
      await fc.assert(
        fc.asyncProperty(filters, async (text) => {
          const filter = checkFilter(parseFilter(text), USER_RESOURCE_TYPE);
          const { totalResults } = await users.list(tenantId, { filter, limit: 0 });
          expect(totalResults).toBe(evaluate(text).length);
        }),
        { seed: SEED, numRuns: Math.ceil(FILTERS / 20) },
      );
    },
    TIMEOUT,
  );

  const walk = async (query: UserQuery): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let after: ListPosition | undefined, pages = 0; pages <= USERS; pages += 1) {
      const page = await users.list(tenantId, { ...query, ...(after && { after }) });
      ids.push(...idsOf(page.resources));
      if (page.next === undefined) break;
      after = page.next;
    }
    return ids;
  };

  const compareWalks = async (text: string | undefined, sort: SortOrder, limit: number): Promise<void> => {
    const filter = text === undefined ? undefined : checkFilter(parseFilter(text), USER_RESOURCE_TYPE);
    const query = { sort, ...(filter && { filter }) };
    const expected = idsOf(inOrder(text === undefined ? known : evaluate(text), sort));

    const { resources: page } = await users.list(tenantId, { ...query, limit: 100 });
    expect(idsOf(page)).toEqual(expected);
    expect(await walk({ ...query, limit })).toEqual(expected);
  };

  it.each(sortNames().flatMap((name) => [[name, 'ascending'] as const, [name, 'descending'] as const]))(
    'sorts by %s %s as the comparable values do, on one page and on many',
    async (sortBy, sortOrder) => {
      const { sort } = checkListRequest(USER_RESOURCE_TYPE, { sortBy, sortOrder });
      if (sort === undefined) throw new Error(`${sortBy} is no order.`);
      await compareWalks(undefined, sort, 17);
    },
  );

  it(
    'sorts and pages what a filter finds',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          filters,
          fc.constantFrom(...sortNames()),
          fc.constantFrom('ascending', 'descending'),
          fc.integer({ min: 3, max: 20 }),
          async (text, sortBy, sortOrder, limit) => {
            const { sort } = checkListRequest(USER_RESOURCE_TYPE, { sortBy, sortOrder });
            if (sort !== undefined) await compareWalks(text, sort, limit);
          },
        ),
        { seed: SEED, numRuns: Math.ceil(FILTERS / 20) },
      );
    },
    TIMEOUT,
  );
});

/** Instants and versions that differ from user to user, some of them twice, in both tenants alike. */
async function spreadTimes(app: RunningApp): Promise<void> {
  await app.app.database.query(
    `with numbered as (select tenant_id, id, row_number() over (partition by tenant_id order by id)::int as n from users)
     update users set version = 1 + n % 12,
       created_at = timestamptz '2026-01-31T23:59:58Z' + n / 2 * interval '333 milliseconds',
       last_modified = timestamptz '2026-02-28T23:59:58Z' + n * 7 % 30 * interval '1 millisecond'
     from numbered where users.tenant_id = numbered.tenant_id and users.id = numbered.id`,
    [],
  );
}

/** All that can be sorted by, with the lists and references that are sorted by their value. */
function sortNames(): readonly string[] {
  const namesOf = (
    { name, type, subAttributes = [] }: AttributeDefinition,
    prefix = '',
  ): readonly string[] => [
    ...(type !== 'complex' || subAttributes.some((part) => part.name === 'value')
      ? [`${prefix}${name}`]
      : []),
    ...subAttributes.map((part) => `${prefix}${name}.${part.name}`),
  ];
  return [
    ...attributesOf(USER_RESOURCE_TYPE).flatMap((attribute) => namesOf(attribute)),
    ...USER_RESOURCE_TYPE.extensions.flatMap(({ schema }) =>
      schema.attributes.flatMap((attribute) => namesOf(attribute, `${schema.id}:`)),
    ),
  ];
}

type Key = string | number | boolean | undefined;

function inOrder(users: readonly Known[], { attribute: resolved, descending }: SortOrder): readonly Known[] {
  const { extension, attribute, subAttribute } = resolved;
  const keyOf = ({ comparable }: Known): Key => {
    const holder = extension === undefined ? comparable : comparable[extension.id];
    const value = isJsonObject(holder) ? holder[attribute.name] : undefined;
    const list = (Array.isArray(value) ? value : [value]) as readonly (JsonValue | undefined)[];
    const chosen = list.find((element) => isJsonObject(element) && element.primary === true) ?? list[0];
    return (subAttribute === undefined || !isJsonObject(chosen) ? chosen : chosen[subAttribute.name]) as Key;
  };
  return [...users].sort((left, right) => {
    const difference = compareKeys(keyOf(left), keyOf(right));
    return (descending ? -difference : difference) || (left.id < right.id ? -1 : 1);
  });
}

/** Without a value comes behind all values; texts by code point. */
function compareKeys(left: Key, right: Key): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'string' && typeof right === 'string') {
    // The bytes of UTF-8 stand in the order of the code points.
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  return Number(left) - Number(right);
}
