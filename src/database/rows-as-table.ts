import type { SqlParameters } from './sql-parameters.js';

/** Takes a list of documents apart: they need no quotation marks around each, as in an array of PostgreSQL. */
const ELEMENTS: Readonly<Record<string, string>> = {
  json: 'json_array_elements',
  jsonb: 'jsonb_array_elements',
};

/**
 * Makes a FROM item of rows of parameters: `(values ($1::uuid, $2::json)) as people (id, resource)` for one row, and
 * `rows from (unnest($1::uuid[]), json_array_elements($2::json)) as people (id, resource)` for any other number, so
 * that the text of a statement does not depend on how many there are.
 *
 * @param columns - The type of each column, by name, in the order of the values in a row. Of `json` and `jsonb` the
 *   values are texts, already written as JSON.
 */
export function rowsAsTable(
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly unknown[])[],
  parameters: SqlParameters,
): string {
  const types = Object.values(columns);
  const alias = `${name} (${Object.keys(columns).join(', ')})`;
  const [only] = rows;
  if (only !== undefined && rows.length === 1) {
    const values = types.map((type, index) => `${parameters.add(only[index])}::${type}`);
    return `(values (${values.join(', ')})) as ${alias}`;
  }
  const lists = types.map((type, index) => {
    const values = rows.map((row) => row[index]);
    const elements = ELEMENTS[type];
    return elements === undefined || values.includes(null)
      ? `unnest(${parameters.add(values)}::${type}[])`
      : `${elements}(${parameters.add(`[${values.join(',')}]`)}::${type})`;
  });
  return `rows from (${lists.join(', ')}) as ${alias}`;
}
