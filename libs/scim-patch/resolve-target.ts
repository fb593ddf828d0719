import { checkValueFilter, parsePath } from '@flosum/scim-filter';
import type { CheckedFilter, Filter } from '@flosum/scim-filter';
import {
  CORE_SCHEMA_PREFIX,
  findByName,
  InvalidFilterError,
  InvalidPathError,
  InvalidValueError,
  isSameUrn,
  MutabilityError,
  resolveAttribute,
  spellAttribute,
  withoutColons,
} from '@flosum/scim-schema';
import type { JsonValue, ResolvedAttribute, ResourceType, Tolerance } from '@flosum/scim-schema';
import { noteUrn } from './spell-out-paths.js';
import type { SpeltOperation } from './spell-out-paths.js';

/** What an operation is about, found in the schema. */
export interface Target extends ResolvedAttribute {
  /** Chooses values of a list; the text form of its equalities also fills a value that is not there yet. */
  readonly filter?: { readonly written: Filter; readonly checked: CheckedFilter };
  /** The attribute as messages spell it. */
  readonly name: string;
}

/**
 * Finds the target of an operation.
 *
 * @returns `undefined` for what a client may send without effect: an attribute that no schema of the type has (Entra
 *   ID's custom mappings; a refusal would also block the `active` change next to it), and a read-only attribute
 *   inside of a value.
 * @throws {@link InvalidPathError} when the path cannot be read, and in the strict dialect when it leads nowhere.
 * @throws {@link MutabilityError} when the path itself names a read-only attribute.
 */
export function resolveTarget(
  type: ResourceType,
  operation: SpeltOperation,
  tolerance: Tolerance,
): Target | undefined {
  const parsed = readPath(operation.path);
  if (operation.fromValue && isDotted(parsed)) {
    tolerance.accept('dotted-name', () => problem('is a path, and a member of a value is named by its name'));
  }
  const found = resolveAttribute(type, parsed.path);
  if (found === undefined) {
    refuseNearMiss(type, parsed);
    noteUnknown();
    return undefined;
  }
  if (found.attribute.name === 'schemas') {
    noteSchemas(type, operation.value, tolerance);
    return undefined;
  }
  if (parsed.path.urn !== undefined) noteUrn((found.extension ?? type.schema).id, parsed.path.urn, tolerance);
  else if (found.extension !== undefined) {
    const { id } = found.extension;
    tolerance.accept('extension-without-urn', () => problem(`needs the URN in front: "${id}:…"`));
  }

  const subAttribute =
    parsed.subAttribute === undefined
      ? found.subAttribute
      : findByName(found.attribute.subAttributes ?? [], parsed.subAttribute);
  if (parsed.subAttribute !== undefined && subAttribute === undefined) {
    noteUnknown();
    return undefined;
  }

  // With the whole of an optional extension, what is required in it may go too.
  const isOptional = operation.isWhole === true && !isRequired(type, found.extension?.id);
  const attribute = isOptional ? { ...found.attribute, required: false } : found.attribute;
  const resolved: ResolvedAttribute = { ...found, attribute, ...(subAttribute && { subAttribute }) };
  const name = spellAttribute(resolved);
  if (found.attribute.mutability === 'readOnly' || subAttribute?.mutability === 'readOnly') {
    if (operation.fromValue) return undefined;
    throw new MutabilityError(`"${name}" is read-only: this service sets it.`);
  }
  const { filter } = parsed;
  if (filter === undefined) {
    if (found.attribute.multiValued && subAttribute !== undefined) {
      const example = `${found.attribute.name}[type eq "work"].${subAttribute.name}`;
      tolerance.accept('list-part-without-filter', () =>
        problem(`leads to several values: choose one, such as ${example}`),
      );
    }
    return { ...resolved, name };
  }
  if (!found.attribute.multiValued) {
    throw new InvalidPathError(`"${found.attribute.name}" has one value: write its path without "[…]".`);
  }
  const checked = asPathProblem(operation.path, () => checkValueFilter(filter, found.attribute, tolerance));
  return { ...resolved, name, filter: { written: filter, checked } };

  /** A name inside of a value is ignored, as in the body of a POST; so is a path, except for the strict dialect. */
  function noteUnknown(): void {
    tolerance.accept(
      'unknown-attribute',
      operation.fromValue ? undefined : () => problem(`leads to no attribute of a ${type.name}`),
    );
  }

  function problem(what: string): InvalidPathError {
    return new InvalidPathError(`Path "${operation.path.slice(0, 200)}" ${what}.`);
  }
}

function isRequired(type: ResourceType, urn: string | undefined): boolean {
  return type.extensions.some(({ schema, required }) => schema.id === urn && required);
}

function isDotted({ path, filter, subAttribute }: ReturnType<typeof parsePath>): boolean {
  return path.subAttribute !== undefined || filter !== undefined || subAttribute !== undefined;
}

/**
 * `schemas` follows from the attributes that a resource has, so a PATCH of it changes nothing. But one that names an
 * unknown schema means something that will not happen.
 */
function noteSchemas(type: ResourceType, value: JsonValue | undefined, tolerance: Tolerance): void {
  const known = [type.schema, ...type.extensions.map(({ schema }) => schema)];
  const urns: readonly (JsonValue | undefined)[] = Array.isArray(value)
    ? (value as readonly JsonValue[])
    : [value];
  const isUnknown = (urn: JsonValue | undefined): boolean =>
    typeof urn === 'string' && !known.some(({ id }) => isSameUrn(id, urn));
  if (!urns.some(isUnknown)) return;
  tolerance.accept(
    'unknown-schema',
    () => new InvalidValueError(`"schemas" names a schema that is not for a ${type.name}.`),
  );
}

/**
 * A path that misses `active` by a letter, such as `User.active`, must not be answered with success: the person would
 * keep his access. So what looks like a switch, or like a required attribute of the core, is refused.
 */
function refuseNearMiss(type: ResourceType, { path }: ReturnType<typeof parsePath>): void {
  if (path.urn !== undefined && !withoutColons(path.urn).startsWith(withoutColons(CORE_SCHEMA_PREFIX)))
    return;
  for (const name of [path.attribute, path.subAttribute ?? '']) {
    const attribute = findByName(type.schema.attributes, name);
    if (attribute === undefined || !(attribute.required || attribute.type === 'boolean')) continue;
    throw new InvalidPathError(
      `This path does not lead to "${attribute.name}". Write it as "${attribute.name}".`,
    );
  }
}

function readPath(path: string): ReturnType<typeof parsePath> {
  return asPathProblem(path, () => parsePath(path));
}

function asPathProblem<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidFilterError)) throw error;
    const place = `character ${error.position + 1}`;
    throw new InvalidPathError(`Path "${path.slice(0, 200)}" not understood at ${place}: ${error.problem}.`);
  }
}
