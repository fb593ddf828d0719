import { findByName, InvalidFilterError, resolveAttribute } from '@flosum/scim-schema';
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
 * Looks up every name of a filter in the schema of a resource type and checks that values and operators fit.
 *
 * @throws {@link InvalidFilterError} for an unknown attribute, a value of another type, or an operator that the
 *   attribute's type does not have.
 */
export function checkFilter(filter: Filter, type: ResourceType): CheckedFilter {
  return checkNode(filter, (path, node) => {
    const resolved = resolveAttribute(type, path);
    if (resolved === undefined) {
      throw new InvalidFilterError(`"${spell(path)}" is not an attribute of ${type.name}`, positionOf(node));
    }
    if (resolved.attribute.returned === 'never' || resolved.subAttribute?.returned === 'never') {
      throw new InvalidFilterError(`"${spell(path)}" cannot be filtered by`, positionOf(node));
    }
    return resolved;
  });
}

/**
 * Checks the filter of a value path, such as `type eq "work"` in `emails[type eq "work"]`, against the sub-attributes
 * of its list. A list of plain values has the one name `value`.
 *
 * @throws {@link InvalidFilterError} as {@link checkFilter}.
 */
export function checkValueFilter(filter: Filter, list: AttributeDefinition): CheckedFilter {
  return checkNode(filter, (path, node) => {
    if (path.urn === undefined && path.subAttribute === undefined) {
      if (list.type !== 'complex' && path.attribute.toLowerCase() === 'value') {
        return { attribute: { ...list, multiValued: false, name: 'value' } };
      }
      const attribute = findByName(list.subAttributes ?? [], path.attribute);
      if (attribute !== undefined) return { attribute };
    }
    throw new InvalidFilterError(`"${spell(path)}" is not a part of "${list.name}"`, positionOf(node));
  });
}

type Resolve = (path: AttributePath, node: object) => ResolvedAttribute;

function checkNode(filter: Filter, resolve: Resolve): CheckedFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map((operand) => checkNode(operand, resolve)) };
    case 'not':
      return { kind: 'not', operand: checkNode(filter.operand, resolve) };
    case 'present':
    case 'compare':
      return checkCondition(filter, resolve(filter.path, filter));
    case 'valuePath': {
      const list = resolve(filter.path, filter);
      const inner = checkValueFilter(filter.filter, list.attribute);
      if (!list.attribute.multiValued && list.attribute.type !== 'complex') {
        throw new InvalidFilterError(`"${list.attribute.name}" has no parts to look at`, positionOf(filter));
      }
      return { kind: 'some', operand: operandOf(list), filter: inner };
    }
  }
}

/**
 * A condition on a list, or on a part of its values, holds when one value fulfils it. To be equal to `null` is not to
 * be present (RFC 7643 section 2.5).
 */
function checkCondition(node: ComparisonFilter | PresenceFilter, resolved: ResolvedAttribute): CheckedFilter {
  if (node.kind === 'compare' && node.value === null) {
    const present = checkCondition({ kind: 'present', path: node.path }, resolved);
    if (node.operator === 'eq') return { kind: 'not', operand: present };
    if (node.operator === 'ne') return present;
    throw new InvalidFilterError(`"${node.operator}" cannot compare with null`, positionOf(node));
  }
  const target = node.kind === 'present' ? resolved : withImpliedValue(node, resolved);
  const { attribute, subAttribute } = target;
  if (!attribute.multiValued || (node.kind === 'present' && subAttribute === undefined)) {
    return conditionOn(node, operandOf(target));
  }
  const element: Operand =
    subAttribute === undefined
      ? { steps: [], attribute: { ...attribute, multiValued: false } }
      : { steps: [subAttribute.name], attribute: subAttribute };
  const { subAttribute: _part, ...list } = target;
  return { kind: 'some', operand: operandOf(list), filter: conditionOn(node, element) };
}

function conditionOn(node: ComparisonFilter | PresenceFilter, operand: Operand): CheckedFilter {
  return node.kind === 'present' ? { kind: 'present', operand } : checkComparison(node, operand);
}

/** `emails eq "x"` and `manager eq "x"` speak of `value` (RFC 7644 figure 2; Entra ID's reference look-up). */
function withImpliedValue(node: ComparisonFilter, resolved: ResolvedAttribute): ResolvedAttribute {
  const { attribute, subAttribute } = resolved;
  if (attribute.type !== 'complex' || subAttribute !== undefined) return resolved;
  const value = findByName(attribute.subAttributes ?? [], 'value');
  if (value !== undefined) return { ...resolved, subAttribute: value };
  const example = `${attribute.name}.${attribute.subAttributes?.[0]?.name ?? 'value'}`;
  throw new InvalidFilterError(
    `"${attribute.name}" has parts: name the one to compare, such as "${example}"`,
    positionOf(node),
  );
}

function operandOf({ extension, attribute, subAttribute }: ResolvedAttribute): Operand {
  const steps = [...(extension === undefined ? [] : [extension.id]), attribute.name];
  return subAttribute === undefined
    ? { steps, attribute }
    : { steps: [...steps, subAttribute.name], attribute: subAttribute };
}

function spell({ urn, attribute, subAttribute }: AttributePath): string {
  const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
  return (urn === undefined ? name : `${urn}:${name}`).slice(0, 200);
}
