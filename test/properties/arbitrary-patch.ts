import fc from 'fast-check';
import { attributesOf, PATCH_OP_URN } from '@flosum/scim-schema';
import type { AttributeDefinition, JsonObject, JsonValue, ResourceType } from '@flosum/scim-schema';
import { anyJson, mutatedJson } from './arbitrary-mutation.js';
import { valueOf } from './arbitrary-resource.js';
import { respell } from './arbitrary-text.js';

/** An attribute that a client may write, or a part of one, and the name that leads to it. */
export interface WritablePath {
  readonly path: string;
  readonly attribute: AttributeDefinition;
  readonly part?: AttributeDefinition;
}

/** All that a PATCH may name in a type. */
export function writablePaths(type: ResourceType): readonly WritablePath[] {
  const own = attributesOf(type).filter(({ name }) => name !== 'schemas');
  return [
    ...pathsOf(own, ''),
    ...type.extensions.flatMap(({ schema }) => pathsOf(schema.attributes, `${schema.id}:`)),
  ];
}

function pathsOf(attributes: readonly AttributeDefinition[], prefix: string): readonly WritablePath[] {
  return attributes
    .filter(isWritable)
    .flatMap((attribute) => [
      { path: `${prefix}${attribute.name}`, attribute },
      ...(attribute.subAttributes ?? [])
        .filter(isWritable)
        .map((part) => ({ path: `${prefix}${attribute.name}.${part.name}`, attribute, part })),
    ]);
}

function isWritable({ mutability }: AttributeDefinition): boolean {
  return mutability !== 'readOnly';
}

/** The operations of a PATCH as a client may mean them: most fit the type, some do not. */
export function operations(type: ResourceType): fc.Arbitrary<readonly JsonObject[]> {
  return fc.array(operation(type), { minLength: 1, maxLength: 4 });
}

export function patchBody(sent: readonly JsonValue[]): JsonObject {
  return { schemas: [PATCH_OP_URN], Operations: sent };
}

function operation(type: ResourceType): fc.Arbitrary<JsonObject> {
  const fitting = fc.constantFrom(...writablePaths(type)).chain((target) => operationAt(target));
  const withoutPath = fc
    .array(fc.constantFrom(...writablePaths(type)), { minLength: 1, maxLength: 3 })
    .chain((targets) =>
      fc.tuple(...targets.map((target) => fc.tuple(fc.constant(target.path), valueAt(target)))),
    )
    .chain((members) =>
      fc.record({ op: fc.constantFrom('add', 'Replace'), value: fc.constant(Object.fromEntries(members)) }),
    );
  return fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 2, arbitrary: withoutPath },
    { weight: 1, arbitrary: mutatedJson(fitting) as fc.Arbitrary<JsonObject> },
  );
}

function operationAt(target: WritablePath): fc.Arbitrary<JsonObject> {
  const path = pathAt(target);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        op: fc.constantFrom('add', 'replace', 'Replace'),
        path,
        value: valueAt(target),
      }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constantFrom('remove', 'Remove'), path }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('remove'), path, value: valueAt(target) }) },
  );
}

/** A path as it is, in another case, or with a filter that chooses values of a list. */
function pathAt({ path, attribute, part }: WritablePath): fc.Arbitrary<string> {
  if (!attribute.multiValued || attribute.type !== 'complex') return respell(path);
  const list = part === undefined ? path : path.slice(0, -part.name.length - 1);
  const rest = part === undefined ? '' : `.${part.name}`;
  const filter = fc.constantFrom(
    'type eq "work"',
    'type eq "home" and primary eq true',
    'primary eq "True"',
    'value pr',
    'not (type eq "work")',
  );
  return fc.oneof(
    respell(path),
    filter.map((text) => `${list}[${text}]${rest}`),
  );
}

function valueAt({ attribute, part }: WritablePath): fc.Arbitrary<JsonValue> {
  const target = part ?? attribute;
  const single = valueOf({ ...target, multiValued: false });
  return fc.oneof(
    { weight: 6, arbitrary: valueOf(target) },
    { weight: 2, arbitrary: single },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, '', [], 'False', '{"value":"25"}') },
    { weight: 1, arbitrary: anyJson() },
  );
}
