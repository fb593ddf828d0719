import { readResources, refusal } from './queries.js';

export const GROUP_TABLES = `
  CREATE TABLE groups (
    id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    display_name text NOT NULL,
    external_id text,
    created timestamptz NOT NULL DEFAULT now(),
    modified timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX groups_display_name ON groups (lower(display_name));
  CREATE INDEX groups_external_id ON groups (external_id);
  CREATE TABLE group_members (
    group_id text NOT NULL REFERENCES groups ON DELETE CASCADE,
    user_id text NOT NULL REFERENCES users ON DELETE CASCADE,
    PRIMARY KEY (group_id, user_id)
  );
  CREATE INDEX group_members_user ON group_members (user_id);`;

const SOURCE = {
  name: 'group',
  table: 'groups',
  select: `SELECT r.id, r.display_name, r.external_id, r.created, r.modified,
      ARRAY(SELECT m.user_id FROM group_members m WHERE m.group_id = r.id) AS members
    FROM groups r`,
  columns: {
    id: 'r.id = $1',
    displayname: 'lower(r.display_name) = lower($1)',
    externalid: 'r.external_id = $1',
  },
  read: toGroup,
};

/** Groups of users; SCIMMY hands over the whole group on every change, SQL finds out what is new in it. */
export function declareGroups(SCIMMY, pool) {
  SCIMMY.Resources.declare(SCIMMY.Resources.Group)
    .ingress(async (resource, instance) => {
      try {
        const group = await write(pool, resource.id, instance);
        if (!group) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
        return group;
      } catch (error) {
        if (error.code === '23503')
          throw new SCIMMY.Types.Error(400, 'invalidValue', 'A member is not a user');
        throw refusal(SCIMMY, error, `displayName ${instance.displayName}`);
      }
    })
    .egress(async (resource) => {
      const found = await readResources(pool, resource, SOURCE);
      if (!found) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
      return found;
    })
    .degress(async (resource) => {
      const { rowCount } = await pool.query('DELETE FROM groups WHERE id = $1', [resource.id]);
      if (rowCount === 0) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
    });
}

/** Writes a group and its members in one transaction; undefined if there is none with that id. */
async function write(pool, id, instance) {
  const members = (instance.members ?? []).map((member) => member.value);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(id ? update(id, instance) : insert(instance));
    if (rows.length > 0) {
      await client.query({
        name: 'group-leave',
        text: 'DELETE FROM group_members WHERE group_id = $1 AND user_id <> ALL ($2::text[])',
        values: [rows[0].id, members],
      });
      await client.query({
        name: 'group-join',
        text: 'INSERT INTO group_members SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
        values: [rows[0].id, members],
      });
    }
    await client.query('COMMIT');
    return rows.length > 0 ? toGroup({ ...rows[0], members }) : undefined;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const RETURNING = 'RETURNING id, display_name, external_id, created, modified';

function insert(instance) {
  return {
    name: 'group-insert',
    text: `INSERT INTO groups (display_name, external_id) VALUES ($1, $2) ${RETURNING}`,
    values: [instance.displayName, instance.externalId],
  };
}

function update(id, instance) {
  return {
    name: 'group-update',
    text: `UPDATE groups SET display_name = $1, external_id = $2, modified = now() WHERE id = $3 ${RETURNING}`,
    values: [instance.displayName, instance.externalId, id],
  };
}

function toGroup(row) {
  return {
    id: row.id,
    externalId: row.external_id ?? undefined,
    displayName: row.display_name,
    members: row.members.map((value) => ({ value, type: 'User' })),
    meta: { created: row.created, lastModified: row.modified },
  };
}
