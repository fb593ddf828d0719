/**
 * Reads what a request to a SCIMMY resource asks for: one row by id, the rows of `attribute eq "value"` by an
 * index, one page, or — for any other filter — all rows, matched in memory by SCIMMY itself.
 * @param {import('pg').Pool} pool
 * @param {object} resource SCIMMY's resource: id, filter and constraints of the request
 * @param {{name: string, select: string, table: string, columns: Record<string, string>, read: (row: object) => object}} source
 *   `columns` maps an attribute (lower case) to the SQL that an index holds; `select` is everything before WHERE
 */
export async function readResources(pool, resource, source) {
  const { name, select, read } = source;
  const ask = async (key, rest, values) => {
    const { rows } = await pool.query({ name: `${name}-${key}`, text: `${select} ${rest}`, values });
    return rows.map(read);
  };
  if (resource.id) return (await ask('id', 'WHERE r.id = $1', [resource.id]))[0];

  const equality = equalityOf(resource.filter, source.columns);
  if (equality) return ask(equality.attribute, `WHERE ${equality.sql}`, [equality.value]);
  if (resource.filter) return resource.filter.match(await ask('all', 'ORDER BY r.id', []));
  if (resource.constraints?.sortBy) return ask('all', 'ORDER BY r.id', []);
  return readPage(pool, resource, source.table, ask);
}

/**
 * One page, by SQL. SCIMMY takes `totalResults` among its constraints, but cuts the page off at startIndex once
 * more when as many rows as startIndex came: then the rows before the page are read as well, for it to cut.
 */
async function readPage(pool, resource, table, ask) {
  const { startIndex = 1, count = 20 } = resource.constraints ?? {};
  const skipped = startIndex - 1;
  const isDeep = skipped >= count;
  const [total, rows] = await Promise.all([
    pool.query({ name: `${table}-count`, text: `SELECT count(*)::int AS total FROM ${table}` }),
    isDeep
      ? ask('page', 'ORDER BY r.id LIMIT $1 OFFSET $2', [count, skipped])
      : ask('page', 'ORDER BY r.id LIMIT $1 OFFSET $2', [skipped + count + 1, 0]),
  ]);
  const totalResults = total.rows[0].total;
  if (!isDeep && totalResults === rows.length + skipped && skipped > 0) rows.pop();
  resource.constraints = { ...resource.constraints, startIndex, count, totalResults };
  return rows;
}

/** The column and value of a filter that is nothing but `attribute eq "value"` of an indexed attribute. */
function equalityOf(filter, columns) {
  if (filter?.length !== 1) return undefined;
  const [[attribute, comparison], ...others] = Object.entries(filter[0]);
  const sql = columns[attribute.toLowerCase()];
  if (!sql || others.length > 0 || !Array.isArray(comparison)) return undefined;
  const [operator, value] = comparison;
  if (comparison.length !== 2 || String(operator).toLowerCase() !== 'eq' || typeof value !== 'string')
    return undefined;
  return { attribute: attribute.toLowerCase(), sql, value };
}

/** Answers as SCIM wants it where a unique index refuses a row; everything else is a fault of the server. */
export function refusal(SCIMMY, error, what) {
  if (error instanceof SCIMMY.Types.Error) return error;
  if (error.code === '23505') return new SCIMMY.Types.Error(409, 'uniqueness', `${what} already exists`);
  return new SCIMMY.Types.Error(500, null, error.message);
}
