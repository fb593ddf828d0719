import { findByName, InvalidFilterError, resolveAttribute, Tolerance } from '@flosum/scim-schema';
import type {
  AttributeDefinition,
  AttributePath,
  ResolvedAttribute,
  ResourceType,
} from '@flosum/scim-schema';
import type { CheckedFilter, Operand } from './checked-filter.js';
import { checkComparison } from './check-comparison.js';
import type { ComparisonFilter, Filter, PresenceFilter } from './filter.js';
import { positionOf } from './filter-position.js';

/**
 * Looks up every name of a filter in the schema of a resource type and checks that values and operators fit (RFC 7644
 * section 3.4.2.2).
 *
 * @param tolerance - Notes booleans in quotes; the strict dialect refuses them.
 * @throws {@link InvalidFilterError} for an unknown attribute, a value of another type, or an operator that the
 *   attribute's type does not have.
 */
export function checkFilter(filter: Filter, type: ResourceType, tolerance = new Tolerance()): CheckedFilter {
  const resolve: Resolve = (path, node) => {
    const resolved = resolveAttribute(type, path);
    if (resolved === undefined) {
      throw new InvalidFilterError(`"${spell(path)}" is not an attribute of ${type.name}`, positionOf(node));
    }
    refuseHidden(resolved.attribute, path, node);
    if (resolved.subAttribute !== undefined) refuseHidden(resolved.subAttribute, path, node);
    return resolved;
  };
  return checkNode(filter, { resolve, tolerance });
}

/**
 * Checks the filter of a value path, such as `type eq "work"` in `emails[type eq "work"]`, against the sub-attributes
 * of its list. A list of plain values has the one name `value`.
 *
 * @param tolerance - As for {@link checkFilter}.
 * @throws {@link InvalidFilterError} as {@link checkFilter}.
 */
export function checkValueFilter(
  filter: Filter,
  list: AttributeDefinition,
  tolerance = new Tolerance(),
): CheckedFilter {
  return checkNode(filter, { resolve: partsOf(list), tolerance });
}

/** What a name means; `plain` when it means the value of a list itself, which no name leads to. */
interface Found extends ResolvedAttribute {
  readonly plain?: boolean;
}

type Resolve = (path: AttributePath, node: object) => Found;

/** How the names of a filter are looked up, and what is let pass. */
interface Reading {
  readonly resolve: Resolve;
  readonly tolerance: Tolerance;
}

function partsOf(list: AttributeDefinition): Resolve {
  return (path, node) => {
    const part = path.urn === undefined && path.subAttribute === undefined ? findPart(list, path) : undefined;
    if (part === undefined) {
      throw new InvalidFilterError(`"${spell(path)}" is not a part of "${list.name}"`, positionOf(node));
    }
    refuseHidden(part.attribute, path, node);
    return part;
  };
}

function findPart(list: AttributeDefinition, { attribute: name }: AttributePath): Found | undefined {
  if (list.type !== 'complex' && name.toLowerCase() === 'value') {
    return { attribute: { ...list, multiValued: false, name: 'value' }, plain: true };
  }
  const attribute = findByName(list.subAttributes ?? [], name);
  return attribute && { attribute };
}

/** What is never shown must not be asked for either: filters would tell it letter by letter. */
function refuseHidden(
  { returned, mutability }: AttributeDefinition,
  path: AttributePath,
  node: object,
): void {
  if (returned !== 'never' && mutability !== 'writeOnly') return;
  throw new InvalidFilterError(`"${spell(path)}" cannot be filtered by`, positionOf(node));
}

function checkNode(filter: Filter, reading: Reading): CheckedFilter {
  const { resolve, tolerance } = reading;
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map((operand) => checkNode(operand, reading)) };
    case 'not':
      return { kind: 'not', operand: checkNode(filter.operand, reading) };
    case 'present':
    case 'compare':
      return checkCondition(filter, resolve(filter.path, filter), tolerance);
    case 'valuePath': {
      const found = resolve(filter.path, filter);
      const parts = partsOf(found.attribute);
      if (found.attribute.multiValued) {
        return {
          kind: 'some',
          operand: operandOf(found),
          filter: checkNode(filter.filter, { resolve: parts, tolerance }),
        };
      }
      if (found.attribute.type !== 'complex') {
        throw new InvalidFilterError(`"${found.attribute.name}" has no parts to look at`, positionOf(filter));
      }
      const partOf: Resolve = (path, node) => ({ ...found, subAttribute: parts(path, node).attribute });
      return checkNode(filter.filter, { resolve: partOf, tolerance });
    }
  }
}

/**
 * A condition on a list, or on a part of its values, holds when one value fulfils it. To be equal to `null` is not to
 * be present (RFC 7643 section 2.5).
 */
function checkCondition(
  node: ComparisonFilter | PresenceFilter,
  resolved: Found,
  tolerance: Tolerance,
): CheckedFilter {
  if (node.kind === 'compare' && node.value === null) {
    const present = checkCondition({ kind: 'present', path: node.path }, resolved, tolerance);
    if (node.operator === 'eq') return { kind: 'not', operand: present };
    if (node.operator === 'ne') return present;
    throw new InvalidFilterError(`"${node.operator}" cannot compare with null`, positionOf(node));
  }
  const target = node.kind === 'present' ? resolved : withImpliedValue(node, resolved);
  const { attribute, subAttribute } = target;
  if (!attribute.multiValued || subAttribute === undefined)
    return conditionOn(node, operandOf(target), tolerance);
  const { subAttribute: _part, ...list } = target;
  const part: Operand = { steps: [subAttribute.name], attribute: subAttribute };
  return { kind: 'some', operand: operandOf(list), filter: conditionOn(node, part, tolerance) };
}

function conditionOn(
  node: ComparisonFilter | PresenceFilter,
  operand: Operand,
  tolerance: Tolerance,
): CheckedFilter {
  if (node.kind === 'present') return { kind: 'present', operand };
  if (!operand.attribute.multiValued) return checkComparison(node, operand, tolerance);
  const element: Operand = { steps: [], attribute: { ...operand.attribute, multiValued: false } };
  return { kind: 'some', operand, filter: checkComparison(node, element, tolerance) };
}

/** `emails eq "x"` and `manager eq "x"` speak of `value` (RFC 7644 figure 2; Entra ID's reference look-up). */
function withImpliedValue(node: ComparisonFilter, resolved: Found): Found {
  const { attribute, subAttribute } = resolved;
  if (attribute.type !== 'complex' || subAttribute !== undefined) return resolved;
  const value = findByName(attribute.subAttributes ?? [], 'value');
  if (value !== undefined) {
    refuseHidden(value, node.path, node);
    return { ...resolved, subAttribute: value };
  }
  const example = `${attribute.name}.${attribute.subAttributes?.[0]?.name ?? 'value'}`;
  throw new InvalidFilterError(
    `"${attribute.name}" has parts: name the one to compare, such as "${example}"`,
    positionOf(node),
  );
}

function operandOf({ extension, attribute, subAttribute, plain }: Found): Operand {
  if (plain === true) return { steps: [], attribute };
  const steps = [...(extension === undefined ? [] : [extension.id]), attribute.name];
  return subAttribute === undefined
    ? { steps, attribute }
    : { steps: [...steps, subAttribute.name], attribute: subAttribute };
}

function spell({ urn, attribute, subAttribute }: AttributePath): string {
  const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
  return (urn === undefined ? name : `${urn}:${name}`).slice(0, 200);
}
