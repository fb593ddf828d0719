import pg from 'pg';

/**
 * Runs one statement on the server's own database, as creating and dropping databases wants it.
 *
 * @param {string} url
 * @param {string} statement
 * @returns {Promise<void>}
 */
export async function onServer(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * @param {string} url
 * @param {string} name - Of another database on the same server.
 * @returns {string}
 */
export function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
