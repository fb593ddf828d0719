import type { SqlParameters } from './sql-parameters.js';

/**
 * Makes a FROM item of rows of parameters: `(values ($1::uuid, $2::text)) as people (id, name)` for one row, and
 * `unnest($1::uuid[], $2::text[]) as people (id, name)` for any other number, so that the text of a statement does not
 * depend on how many there are.
 *
 * @param columns - The type of each column, by name, in the order of the values in a row.
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
  const lists = types.map((type, index) => `${parameters.add(rows.map((row) => row[index]))}::${type}[]`);
  return `unnest(${lists.join(', ')}) as ${alias}`;
}
