import fc from 'fast-check';
import { applyPatch, prepareOperations, readOperations } from '@flosum/scim-patch';
import {
  attributesOf,
  ENTERPRISE_USER_URN,
  PATCH_OP_URN,
  readResource,
  USER_RESOURCE_TYPE,
  USER_URN,
} from '@flosum/scim-schema';
import type { JsonValue, ScimResource } from '@flosum/scim-schema';
import { filterText } from './arbitrary-filter.js';
import { anyJson, answerOrScimError, mutated, mutatedJson } from './arbitrary-mutation.js';
import { resource } from './arbitrary-resource.js';
import { text } from './arbitrary-text.js';
import { FILTERS, SEED, TIMEOUT } from './fuzz-settings.js';

const RUNS = { seed: SEED, numRuns: FILTERS };
const users = resource(USER_RESOURCE_TYPE);

const NAMES: readonly string[] = [
  ...attributesOf(USER_RESOURCE_TYPE).flatMap(({ name, subAttributes = [] }) => [
    name,
    ...subAttributes.map((part) => `${name}.${part.name}`),
  ]),
  ...USER_RESOURCE_TYPE.extensions.flatMap(({ schema }) => [
    schema.id,
    ...schema.attributes.map(({ name }) => `${schema.id}:${name}`),
  ]),
];

/** Bodies as Entra ID sends them. */
const ENTRA_BODIES: readonly JsonValue[] = [
  { op: 'Add', path: 'emails[type eq "work"].value', value: 'a@b.test' },
  { op: 'Replace', path: 'active', value: 'False' },
  {
    op: 'Replace',
    value: { displayName: 'a', 'name.givenName': 'b', [`${ENTERPRISE_USER_URN}:department`]: 'c' },
  },
  { op: 'Add', path: `${ENTERPRISE_USER_URN}:manager`, value: [{ value: 'x', $ref: 'y' }] },
  { op: 'Replace', path: `${ENTERPRISE_USER_URN}:manager`, value: 'x' },
  { op: 'Remove', path: 'phoneNumbers[type eq "mobile"]' },
  { op: 'Add', path: 'roles', value: [{ value: '{"id":"1","value":"a","displayName":"A"}', primary: true }] },
  { op: 'Add', path: 'roles[primary eq "True"].value', value: 'a' },
  { op: 'Remove', path: 'emails', value: [{ value: 'a' }] },
  { op: 'Replace', path: 'addresses[type eq "work" and primary eq true].country', value: null },
].map((operation) => ({ schemas: [PATCH_OP_URN], Operations: [operation] }));

const paths = fc.oneof(
  fc.constantFrom(...NAMES),
  filterText(USER_RESOURCE_TYPE, []).map((filter) => `emails[${filter}].value`),
  fc
    .tuple(
      fc.constantFrom('emails', 'addresses', 'roles', 'groups', 'name'),
      fc.constantFrom('type', 'value', 'primary', 'nope'),
      text(),
    )
    .map(([name, part, value]) => `${name}[${part} eq ${JSON.stringify(value)}]`),
);

const patchBodies: fc.Arbitrary<JsonValue> = fc
  .array(
    fc.record(
      {
        op: fc.constantFrom('add', 'Replace', 'remove'),
        path: fc.oneof({ weight: 4, arbitrary: paths }, mutated(paths)),
        value: fc.oneof(anyJson(), users as fc.Arbitrary<JsonValue>, text()),
      },
      { requiredKeys: ['op'], noNullPrototype: true },
    ),
    { maxLength: 4 },
  )
  .map((operations) => ({ schemas: [PATCH_OP_URN], Operations: operations }));

function patch(user: ScimResource, body: JsonValue): ScimResource {
  return applyPatch(USER_RESOURCE_TYPE, user, prepareOperations(USER_RESOURCE_TYPE, readOperations(body)))
    .resource;
}

describe(`bodies that nobody has checked (FUZZ_SEED=${SEED})`, () => {
  it(
    'reads what it has read as the same resource',
    () => {
      fc.assert(
        fc.property(users, (user) => {
          const read = readResource(USER_RESOURCE_TYPE, user);
          expect(readResource(USER_RESOURCE_TYPE, read)).toEqual(read);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'answers any body of a user with a user or a SCIM error',
    () => {
      const withName = anyJson().map((value) => ({
        schemas: [USER_URN],
        userName: 'a',
        emails: value,
        name: value,
        active: value,
      }));
      const bodies = fc.oneof(anyJson(), withName, mutatedJson(users as fc.Arbitrary<JsonValue>));
      fc.assert(
        fc.property(bodies, (body) => {
          const read = answerOrScimError(() => readResource(USER_RESOURCE_TYPE, body));
          if (read !== undefined) expect(readResource(USER_RESOURCE_TYPE, read)).toEqual(read);
        }),
        RUNS,
      );
    },
    TIMEOUT,
  );

  it(
    'answers any body of a PATCH with a user or a SCIM error, and leaves the user that it got as it was',
    () => {
      const bodies = fc.oneof(
        anyJson(),
        patchBodies,
        mutatedJson(patchBodies),
        fc.constantFrom(...ENTRA_BODIES),
        mutatedJson(fc.constantFrom(...ENTRA_BODIES)),
      );
      let patches = 0;
      fc.assert(
        fc.property(users, bodies, (user, body) => {
          const before = JSON.stringify(user);
          const patched = answerOrScimError(() => patch(user, body));
          expect(JSON.stringify(user)).toBe(before);
          if (patched === undefined) return;
          expect(patched.userName).toEqual(expect.any(String));
          patches += 1;
        }),
        RUNS,
      );
      expect(patches / RUNS.numRuns).toBeGreaterThan(0.1);
    },
    TIMEOUT,
  );

  it.each(ENTRA_BODIES.map((body) => [JSON.stringify(body), body] as const))(
    'applies %s twice as once',
    (_name, body) => {
      fc.assert(
        fc.property(users, (user) => {
          const once = answerOrScimError(() => patch(user, body));
          if (once !== undefined) expect(patch(once, body)).toEqual(once);
        }),
        { seed: SEED, numRuns: 50 },
      );
    },
  );
});
