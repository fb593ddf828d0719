import fc from 'fast-check';
import { checkFilter, evaluateFilter, parseFilter, toComparable } from '@flosum/scim-filter';
import { attributesOf, GROUP_RESOURCE_TYPE, isJsonObject, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue, ResourceType } from '@flosum/scim-schema';
import { GroupsService } from '../../src/groups/index.js';
import type { ListPosition, ResourceStore } from '../../src/resources/index.js';
import { checkListRequest } from '../../src/scim/list-request.js';
import { UsersService } from '../../src/users/index.js';
import { filterText } from './arbitrary-filter.js';
import { FILTERS, SEED, TIMEOUT } from './fuzz-settings.js';
import { COUNT, SampleDirectory } from './sample-directory.js';
import type { Order, Part } from './sample-directory.js';

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
  'groups pr and not (groups.type eq "indirect")',
  'groups[display co "a" and type eq "indirect"] or groups.$ref ew "0"',
];

/** Lists that are stored as rows: what the database puts together must read like the answer. */
const KNOWN_GROUP_FILTERS: readonly string[] = [
  'members pr',
  'not (members pr)',
  'members.display sw "a" or members.display co "e"',
  'members[type eq "Group" and display pr]',
  'not (members[type eq "user"])',
  'members.$ref co "/Users/" and members.$ref co "/Groups/"',
  'members.value ne "a" and not (members.type eq "group")',
];

/** What is known of a resource as clients read it: the form in which it is compared. */
interface Known {
  readonly id: string;
  readonly comparable: JsonObject;
}

describe.each([
  ['users', USER_RESOURCE_TYPE, UsersService] as const,
  ['groups', GROUP_RESOURCE_TYPE, GroupsService] as const,
])(`filters and orders of %s in the database (FUZZ_SEED=${SEED})`, (_name, type, Store) => {
  let directory: SampleDirectory;
  let store: ResourceStore;
  let known: readonly Known[];
  let filters: fc.Arbitrary<string>;

  beforeAll(async () => {
    directory = await SampleDirectory.make();
    store = directory.app.app.nest.get<ResourceStore>(Store);
    const bodies = await directory.bodiesOf(store);
    known = bodies.map((body) => ({ id: body.id as string, comparable: toComparable(type, body) }));
    filters = filterText(type, bodies);
  }, 60_000);
  afterAll(() => directory.app.stop());

  const evaluate = (text: string): readonly Known[] => {
    const filter = checkFilter(parseFilter(text), type);
    return known.filter(({ comparable }) => evaluateFilter(filter, comparable));
  };
  const idsOf = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

  const select = async (text: string): Promise<readonly string[]> => {
    const filter = checkFilter(parseFilter(text), type);
    const page = await directory.list(store, { filter, limit: 100 });
    expect(page.totalResults).toBe(page.resources.length);
    return idsOf(page.resources);
  };

  it('holds the resources as they were made', () => {
    expect(known).toHaveLength(COUNT);
  });

  it.each(type === USER_RESOURCE_TYPE ? KNOWN_FILTERS : KNOWN_GROUP_FILTERS)(
    'finds what the evaluator finds by %s',
    async (text) => {
      expect(await select(text)).toEqual(idsOf(evaluate(text)));
    },
  );

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
          if (expected.length > 0 && expected.length < COUNT) telling += 1;
        }),
        { seed: SEED, numRuns: FILTERS, skipEqualValues: true, maxSkipsPerRun: 1_000 },
      );

      expect(tried.size).toBeGreaterThanOrEqual(FILTERS);
      expect(tried.size * COUNT).toBeGreaterThanOrEqual(Math.min(5_000, FILTERS * COUNT));
      // A filter that finds all or nothing shows little. Groups have few attributes, and each of them all.
      expect(telling / tried.size).toBeGreaterThan(type === USER_RESOURCE_TYPE ? 0.4 : 0.25);
    },
    TIMEOUT,
  );

  it(
    'counts, without reading a user, as many as the evaluator finds',
    async () => {
      await fc.assert(
        fc.asyncProperty(filters, async (text) => {
          const filter = checkFilter(parseFilter(text), type);
          const { totalResults } = await directory.list(store, { filter, limit: 0 });
          expect(totalResults).toBe(evaluate(text).length);
        }),
        { seed: SEED, numRuns: Math.ceil(FILTERS / 20) },
      );
    },
    TIMEOUT,
  );

  const walk = async (query: Part): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let after: ListPosition | undefined, pages = 0; pages <= COUNT; pages += 1) {
      const page = await directory.list(store, { ...query, ...(after && { after }) });
      ids.push(...idsOf(page.resources));
      if (page.next === undefined) break;
      after = page.next;
    }
    return ids;
  };

  const compareWalks = async (text: string | undefined, sort: Order, limit: number): Promise<void> => {
    const filter = text === undefined ? undefined : checkFilter(parseFilter(text), type);
    const query = { sort, ...(filter && { filter }) };
    const expected = idsOf(inOrder(text === undefined ? known : evaluate(text), sort));

    const { resources: page } = await directory.list(store, { ...query, limit: 100 });
    expect(idsOf(page)).toEqual(expected);
    expect(await walk({ ...query, limit })).toEqual(expected);
  };

  it.each(sortNames(type).flatMap((name) => [[name, 'ascending'] as const, [name, 'descending'] as const]))(
    'sorts by %s %s as the comparable values do, on one page and on many',
    async (sortBy, sortOrder) => {
      const sort = orderOf(type, sortBy, sortOrder);
      await compareWalks(undefined, sort, 17);
    },
  );

  it(
    'sorts and pages what a filter finds',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          filters,
          fc.constantFrom(...sortNames(type)),
          fc.constantFrom('ascending', 'descending'),
          fc.integer({ min: 3, max: 20 }),
          async (text, sortBy, sortOrder, limit) => {
            await compareWalks(text, orderOf(type, sortBy, sortOrder), limit);
          },
        ),
        { seed: SEED, numRuns: Math.ceil(FILTERS / 20) },
      );
    },
    TIMEOUT,
  );
});

function orderOf(type: ResourceType, sortBy: string, sortOrder: string): Order {
  const { parts, order } = checkListRequest([type], { sortBy, sortOrder });
  const attribute = parts[0]?.sortAttribute;
  if (attribute === undefined || order === undefined) throw new Error(`${sortBy} is no order.`);
  return { attribute, order };
}

/** All that can be sorted by, with the lists and references that are sorted by their value. */
function sortNames(type: ResourceType): readonly string[] {
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
    ...attributesOf(type).flatMap((attribute) => namesOf(attribute)),
    ...type.extensions.flatMap(({ schema }) =>
      schema.attributes.flatMap((attribute) => namesOf(attribute, `${schema.id}:`)),
    ),
  ];
}

type Key = string | number | boolean | undefined;

function inOrder(all: readonly Known[], { attribute: resolved, order }: Order): readonly Known[] {
  const { extension, attribute, subAttribute } = resolved;
  const keyOf = ({ comparable }: Known): Key => {
    const holder = extension === undefined ? comparable : comparable[extension.id];
    const value = isJsonObject(holder) ? holder[attribute.name] : undefined;
    const list = (Array.isArray(value) ? value : [value]) as readonly (JsonValue | undefined)[];
    const chosen = list.find((element) => isJsonObject(element) && element.primary === true) ?? list[0];
    return (subAttribute === undefined || !isJsonObject(chosen) ? chosen : chosen[subAttribute.name]) as Key;
  };
  return [...all].sort((left, right) => {
    const difference = compareKeys(keyOf(left), keyOf(right));
    return (order === 'descending' ? -difference : difference) || (left.id < right.id ? -1 : 1);
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
