import type { ResourceType } from '@flosum/scim-schema';
import { instantColumn, quoteLiteral, textColumn } from '../database/index.js';
import type { FilterColumn, FilterColumns } from '../database/index.js';
import { isResourceId } from './resource-id.js';

/**
 * The columns that every table of resources has: what only the store knows, and `externalId`.
 *
 * @param endpoint - The URL of the type's endpoint, of which `meta.location` is made.
 */
export function commonColumns(table: string, type: ResourceType, endpoint: string): FilterColumns['columns'] {
  return new Map([
    ['id', idColumn(table)],
    ['externalId', textColumn(`${table}.external_id`, `${table}.external_id is not null`)],
    ['meta', textColumn('null::text')],
    ['meta.resourceType', textColumn(`'${type.name}'::text collate "C"`)],
    ['meta.created', instantColumn(`${table}.created_at`)],
    ['meta.lastModified', instantColumn(`${table}.last_modified`)],
    ['meta.location', textColumn(`(${quoteLiteral(`${endpoint}/`)} || ${table}.id::text) collate "C"`)],
    ['meta.version', textColumn(`('W/"' || ${table}.version::text || '"') collate "C"`)],
  ]);
}

/** Equality goes to the primary key; the rest is seldom asked for, and compares the text. */
function idColumn(table: string): FilterColumn {
  const asText = textColumn(`${table}.id::text collate "C"`);
  return {
    ...asText,
    condition(operator, value, parameters) {
      if (operator !== 'eq') return asText.condition(operator, value, parameters);
      return isResourceId(String(value)) ? `${table}.id = ${parameters.add(value)}::uuid` : 'false';
    },
  };
}
