import { readResources, refusal } from './queries.js';

export const USER_TABLES = `
  CREATE TABLE users (
    id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    user_name text NOT NULL,
    external_id text,
    resource jsonb NOT NULL,
    created timestamptz NOT NULL DEFAULT now(),
    modified timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX users_user_name ON users (lower(user_name));
  CREATE INDEX users_external_id ON users (external_id);`;

const RETURNING = 'RETURNING id, resource, created, modified';
const SOURCE = {
  name: 'user',
  table: 'users',
  select: 'SELECT r.id, r.resource, r.created, r.modified FROM users r',
  columns: {
    id: 'r.id = $1',
    username: 'lower(r.user_name) = lower($1)',
    externalid: 'r.external_id = $1',
  },
  read: toUser,
};

/** Users with the enterprise extension: a document each, and the two attributes that directories look for. */
export function declareUsers(SCIMMY, pool) {
  SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false))
    .ingress(async (resource, instance) => {
      try {
        const { rows } = await pool.query(resource.id ? update(resource.id, instance) : insert(instance));
        if (rows.length === 0) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
        return toUser(rows[0]);
      } catch (error) {
        throw refusal(SCIMMY, error, `userName ${instance.userName}`);
      }
    })
    .egress(async (resource) => {
      const found = await readResources(pool, resource, SOURCE);
      if (!found) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
      return found;
    })
    .degress(async (resource) => {
      const { rowCount } = await pool.query({
        name: 'user-delete',
        text: 'DELETE FROM users WHERE id = $1',
        values: [resource.id],
      });
      if (rowCount === 0) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
    });
}

function insert(instance) {
  return {
    name: 'user-insert',
    text: `INSERT INTO users (user_name, external_id, resource) VALUES ($1, $2, $3) ${RETURNING}`,
    values: [instance.userName, instance.externalId, documentOf(instance)],
  };
}

function update(id, instance) {
  return {
    name: 'user-update',
    text: `UPDATE users SET user_name = $1, external_id = $2, resource = $3, modified = now() WHERE id = $4 ${RETURNING}`,
    values: [instance.userName, instance.externalId, documentOf(instance), id],
  };
}

/** What is kept of a user: everything but what the row says itself. */
function documentOf(instance) {
  const { id: _id, meta: _meta, schemas: _schemas, ...attributes } = JSON.parse(JSON.stringify(instance));
  return attributes;
}

function toUser({ id, resource, created, modified }) {
  return { ...resource, id, meta: { created, lastModified: modified } };
}
