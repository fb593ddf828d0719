import type { Dialect } from '../protocol/dialect.js';
import type { JsonObject } from '../protocol/parse-json-object.js';
import type { Difference } from './find-differences.js';
import { hasFilter } from './mapped-attribute.js';

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value: unknown;
}

/** The body of a PATCH that settles the differences, in the dialect that was asked for. */
export function writePatchBody(differences: readonly Difference[], dialect: Dialect): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: dialect === 'default' ? writeByDefault(differences) : writeCompliantly(differences),
  };
}

/**
 * Without a flag: one operation per attribute, capitalised, and booleans as the strings that the
 * mapping expression yields.
 *
 * `{"op":"Replace","path":"active","value":"False"}`
 */
function writeByDefault(differences: readonly Difference[]): Operation[] {
  return differences.map(({ attribute, before, after }) => ({
    op: before === undefined ? 'Add' : 'Replace',
    path: attribute.path,
    value: typeof after === 'boolean' ? (after ? 'True' : 'False') : after,
  }));
}

/**
 * With `aadOptscim062020`: lower case and real booleans. A path with a filter stays an operation of its
 * own; all other attributes travel together in one operation without a path, whose keys are paths. A
 * single one keeps its path, as in Microsoft's own samples.
 *
 * `{"op":"replace","value":{"displayName":"Jane D","name.givenName":"Jane"}}`
 */
function writeCompliantly(differences: readonly Difference[]): Operation[] {
  const plain = differences.filter(({ attribute }) => !hasFilter(attribute));
  const filtered = differences.filter(({ attribute }) => hasFilter(attribute));
  if (plain.length < 2) return [...filtered, ...plain].map(writeAlone);
  const value = Object.fromEntries(plain.map(({ attribute, after }) => [attribute.path, after]));
  return [...filtered.map(writeAlone), { op: 'replace', value }];
}

function writeAlone({ attribute, before, after }: Difference): Operation {
  return { op: before === undefined ? 'add' : 'replace', path: attribute.path, value: after };
}
