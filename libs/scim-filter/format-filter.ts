import type { AttributePath } from '@flosum/scim-schema';
import type { Filter, PatchPath } from './filter.js';

/** Writes a filter in its canonical form; `parseFilter` of it gives the same filter. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
      return filter.operands
        .map((operand) =>
          operand.kind === 'or' || operand.kind === 'and' ? group(operand) : formatFilter(operand),
        )
        .join(' and ');
    case 'or':
      return filter.operands
        .map((operand) => (operand.kind === 'or' ? group(operand) : formatFilter(operand)))
        .join(' or ');
    case 'not':
      return `not ${group(filter.operand)}`;
    case 'compare':
      return `${formatAttributePath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'present':
      return `${formatAttributePath(filter.path)} pr`;
    case 'valuePath':
      return `${formatAttributePath(filter.path)}[${formatFilter(filter.filter)}]`;
  }
}

/** Writes the path of a PATCH operation in its canonical form. */
export function formatPath({ path, filter, subAttribute }: PatchPath): string {
  const brackets = filter === undefined ? '' : `[${formatFilter(filter)}]`;
  return `${formatAttributePath(path)}${brackets}${subAttribute === undefined ? '' : `.${subAttribute}`}`;
}

function formatAttributePath({ urn, attribute, subAttribute }: AttributePath): string {
  const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
  return urn === undefined ? name : `${urn}:${name}`;
}

function group(filter: Filter): string {
  return `(${formatFilter(filter)})`;
}
