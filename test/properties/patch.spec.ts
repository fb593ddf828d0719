import fc from 'fast-check';
import { checkFilter, evaluateFilter, parseFilter, toComparable } from '@flosum/scim-filter';
import { applyPatch, deepEqual, prepareOperations, readOperations } from '@flosum/scim-patch';
import {
  checkResource,
  DEFAULT_PROJECTION,
  defineAttribute,
  defineComplex,
  describeChanges,
  extendType,
  isJsonObject,
  projectResource,
  readProjection,
  readReplacement,
  readResource,
  resolveAttribute,
  spellAttribute,
  splitAttributePath,
  Tolerance,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { Dialect, JsonObject, JsonValue, ResolvedAttribute, ScimResource } from '@flosum/scim-schema';
import { anyJson, answerOrScimError, mutatedJson } from './arbitrary-mutation.js';
import { operations, patchBody, writablePaths } from './arbitrary-patch.js';
import { resource, valueOf } from './arbitrary-resource.js';
import { FILTERS, SEED, TIMEOUT } from './fuzz-settings.js';

const RUNS = { seed: SEED, numRuns: FILTERS };

/** User with what a tenant may have defined. */
const TYPE = extendType(USER_RESOURCE_TYPE, [
  {
    id: 'urn:ietf:params:scim:schemas:extension:acme:2.0:User',
    name: 'Acme',
    description: 'Every type of attribute',
    attributes: [
      defineAttribute('rate', 'A decimal.', { type: 'decimal' }),
      defineAttribute('floor', 'An integer.', { type: 'integer' }),
      defineAttribute('hired', 'An instant.', { type: 'dateTime' }),
      defineAttribute('photo', 'Binary.', { type: 'binary' }),
      defineAttribute('token', 'With case.', { caseExact: true }),
      defineAttribute('tags', 'A list.', { multiValued: true }),
      defineComplex('desk', 'Complex.', [
        defineAttribute('room', 'A part.', { required: true }),
        defineAttribute('seats', 'A part.', { type: 'integer' }),
      ]),
    ],
  },
]);

/** With what is read-only, as the store never has it. */
const shownUsers = resource(TYPE);
const users = shownUsers.map((user) => readResource(TYPE, user));
const dialects = fc.constantFrom<Dialect>('tolerant', 'strict');
const sentOperations = operations(TYPE);

interface Patched {
  readonly resource: ScimResource;
  readonly tolerance: Tolerance;
}

function patch(user: ScimResource, sent: readonly JsonValue[], dialect: Dialect = 'tolerant'): Patched {
  const tolerance = new Tolerance(dialect);
  const prepared = prepareOperations(TYPE, readOperations(patchBody(sent), tolerance), tolerance);
  return { resource: applyPatch(TYPE, user, prepared, tolerance).resource, tolerance };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

describe(`a PATCH (FUZZ_SEED=${SEED})`, () => {
  it(
    'does what its operations do one by one',
    () => {
      let applied = 0;
      fc.assert(
        fc.property(users, sentOperations, dialects, (user, sent, dialect) => {
          const together = answerOrScimError(() => patch(user, sent, dialect).resource);
          const apart = answerOrScimError(() =>
            sent.reduce<ScimResource>(
              (changed, operation) => patch(changed, [operation], dialect).resource,
              user,
            ),
          );
          // A required part may come after the object that needs it.
          if (apart !== undefined || together === undefined) expect(together).toEqual(apart);
          if (together !== undefined) applied += 1;
        }),
        RUNS,
      );
      expect(applied / RUNS.numRuns).toBeGreaterThan(0.1);
    },
    TIMEOUT,
  );

  it(
    'leaves its input alone, and a good resource good',
    () => {
      fc.assert(
        fc.property(users, sentOperations, dialects, (user, sent, dialect) => {
          const before = JSON.stringify(user);
          const patched = answerOrScimError(
            () => patch(deepFreeze(user), deepFreeze(sent), dialect).resource,
          );
          expect(JSON.stringify(user)).toBe(before);
          if (patched === undefined) return;
          expect(checkResource(TYPE, patched)).toBe(patched);
          expect(readResource(TYPE, patched)).toEqual(patched);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'is undone by the changes that it made',
    () => {
      let changed = 0;
      fc.assert(
        fc.property(users, sentOperations, dialects, (user, sent, dialect) => {
          const patched = answerOrScimError(() => patch(user, sent).resource);
          if (patched === undefined) return;
          const back = inverse(patched, user);
          changed += back.length > 0 ? 1 : 0;
          const undone = back.length === 0 ? patched : patch(patched, back, dialect).resource;
          expect(deepEqual(undone, user)).toBe(true);
        }),
        RUNS,
      );
      expect(changed / RUNS.numRuns).toBeGreaterThan(0.1);
    },
    TIMEOUT,
  );

  it(
    'means the same in both dialects where nothing deviates',
    () => {
      let plain = 0;
      fc.assert(
        fc.property(users, sentOperations, (user, sent) => {
          const tolerant = answerOrScimError(() => patch(user, sent));
          const strict = answerOrScimError(() => patch(user, sent, 'strict'));
          const isPlain = tolerant?.tolerance.deviations.length === 0;
          if (isPlain) {
            expect(strict?.resource).toEqual(tolerant.resource);
            plain += 1;
          }
          if (strict === undefined || tolerant?.tolerance.deviations.includes('text-as-object')) return;
          expect(tolerant?.resource).toEqual(strict.resource);
        }),
        RUNS,
      );
      expect(plain / RUNS.numRuns).toBeGreaterThan(0.05);
    },
    TIMEOUT,
  );

  it(
    'sets what a filter finds and a projection shows',
    () => {
      const targets = writablePaths(TYPE).filter(
        ({ attribute, part }) => (part ?? attribute).type !== 'complex',
      );
      const cases = fc.constantFrom(...targets).chain(({ path, attribute, part }) => {
        const target = part ?? attribute;
        return fc.record({
          path: fc.constant(path),
          target: fc.constant(target),
          isInList: fc.constant(attribute.multiValued && part !== undefined),
          value: valueOf({ ...target, multiValued: false }),
        });
      });
      let set = 0;
      fc.assert(
        fc.property(users, cases, (user, { path, target, isInList, value }) => {
          const chosen = isInList ? path.replace(/\.([^.]+)$/, '[type eq "other"].$1') : path;
          if (isInList && target.name === 'type') return;
          const patched = answerOrScimError(
            () =>
              patch(user, [{ op: 'replace', path: chosen, value: target.multiValued ? [value] : value }])
                .resource,
          );
          // The room of a desk is required with the desk, and one person has one userName.
          if (patched === undefined) return;
          const filter = checkFilter(parseFilter(`${chosen} eq ${JSON.stringify(value)}`), TYPE);
          expect(evaluateFilter(filter, toComparable(TYPE, patched))).toBe(true);
          const shown = projectResource(TYPE, patched, readProjection(TYPE, [path], undefined));
          expect(
            evaluateFilter(checkFilter(parseFilter(`${path} pr`), TYPE), toComparable(TYPE, shown)),
          ).toBe(true);
          expect(JSON.stringify(shown)).toContain(JSON.stringify(value));
          set += 1;
        }),
        RUNS,
      );
      expect(set / RUNS.numRuns).toBeGreaterThan(0.5);
    },
    TIMEOUT,
  );
});

describe(`a PUT (FUZZ_SEED=${SEED})`, () => {
  it(
    'changes nothing by what a GET has shown',
    () => {
      fc.assert(
        fc.property(shownUsers, dialects, (user, dialect) => {
          const shown = projectResource(
            TYPE,
            { ...user, id: '7', meta: { version: 'W/"1"' } },
            DEFAULT_PROJECTION,
          );
          const replaced = readReplacement(TYPE, deepFreeze(user), shown, new Tolerance(dialect));
          expect(replaced).toEqual(user);
          expect(describeChanges(TYPE, user, replaced)).toEqual([]);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'makes of any resource what a POST makes, but for the switch',
    () => {
      fc.assert(
        fc.property(users, users, (user, body) => {
          const { active, ...replaced } = readReplacement(TYPE, user, body);
          const { active: sent, ...expected } = readResource(TYPE, body);
          expect(replaced).toEqual(expected);
          expect(active).toEqual(sent ?? user.active);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'answers any body with a resource or a SCIM error, in both dialects',
    () => {
      const bodies = fc.oneof(
        anyJson(),
        anyJson().map((value) => ({ schemas: [USER_URN], userName: 'a', name: value, roles: value })),
        mutatedJson(users as fc.Arbitrary<JsonValue>),
      );
      fc.assert(
        fc.property(users, bodies, dialects, (user, body, dialect) => {
          const replaced = answerOrScimError(() =>
            readReplacement(TYPE, deepFreeze(user), body, new Tolerance(dialect)),
          );
          if (replaced !== undefined) expect(readResource(TYPE, replaced)).toEqual(replaced);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );
});

/** The operations that lead from one state back to another. Objects come as a whole, since their parts depend on each other. */
function inverse(from: ScimResource, to: ScimResource): readonly JsonObject[] {
  const paths = new Set(describeChanges(TYPE, from, to).map(({ path }) => wholeOf(path).path));
  return [...paths].flatMap((path) => {
    const { extension, attribute } = wholeOf(path).found;
    const holder = extension === undefined ? to : to[extension.id];
    const value = isJsonObject(holder) ? holder[attribute.name] : undefined;
    if (value === undefined) return [{ op: 'remove', path }];
    const replace = { op: 'replace', path, value };
    return attribute.type === 'complex' ? [{ op: 'remove', path }, replace] : [replace];
  });
}

function wholeOf(path: string): { readonly path: string; readonly found: ResolvedAttribute } {
  const split = splitAttributePath(path);
  const found = split && resolveAttribute(TYPE, split);
  if (found === undefined) throw new Error(`${path} leads nowhere.`);
  const { subAttribute: _part, ...whole } = found;
  return { path: spellAttribute(whole), found: whole };
}
