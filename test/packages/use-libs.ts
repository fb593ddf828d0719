// The packages test copies this file into a project outside of the repository, as an ES module and as CommonJS, and
// compiles and runs it there. No import leads to anything but the libs, and nothing here needs the types of Node.
import {
  checkFilter,
  evaluateFilter,
  formatFilter,
  parseFilter,
  toComparable,
  type CheckedFilter,
} from '@flosum/scim-filter';
import { applyPatch, prepareOperations, readOperations, type PatchResult } from '@flosum/scim-patch';
import {
  defineAttribute,
  extendType,
  InvalidFilterError,
  projectResource,
  readProjection,
  readResource,
  ScimError,
  type ResourceType,
  type ScimResource,
} from '@flosum/scim-schema';
import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';

const acme: ResourceType = extendType(USER_RESOURCE_TYPE, [
  {
    id: 'urn:acme:User',
    name: 'Acme',
    description: 'What Acme knows of a person',
    attributes: [defineAttribute('floor', 'Where the desk is.', { type: 'integer' })],
  },
]);

const user: ScimResource = readResource(acme, {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:acme:User'],
  userName: 'jane',
  active: true,
  'urn:acme:User': { floor: 3 },
});

const filter: CheckedFilter = checkFilter(
  parseFilter('urn:acme:User:floor gt 2 AND userName eq "JANE"'),
  acme,
);

const patched: PatchResult = applyPatch(
  acme,
  user,
  prepareOperations(
    acme,
    readOperations({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
    }),
  ),
);

function refusal(): string {
  try {
    parseFilter('userName eq jane');
    return 'not refused';
  } catch (error) {
    // Also shows that the filter lib and this file see the same schema lib.
    if (!(error instanceof ScimError && error instanceof InvalidFilterError)) throw error;
    return `${error.status} ${error.scimType} at ${error.position}`;
  }
}

// @ts-expect-error -- The types are there: a filter is no number.
export const misuse = (): unknown => parseFilter(7);

export const seen = {
  filter: formatFilter(parseFilter('userName  EQ "jane"')),
  matches: evaluateFilter(filter, toComparable(acme, user)),
  patched: projectResource(acme, patched.resource, readProjection(acme, ['active'], undefined)),
  refusal: refusal(),
};
