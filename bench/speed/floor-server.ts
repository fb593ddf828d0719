import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import pg from 'pg';
import { USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { JsonValue, ScimResource, StoredResource } from '@flosum/scim-schema';
import type { Statement } from '../../src/database/index.js';
import { makeResourceId } from '../../src/resources/index.js';
import { insertGroup, updateGroup } from '../../src/groups/write-groups.js';
import { statementName } from '../../src/database/statement-client.js';
import { insertUsers, updateUser } from '../../src/users/write-users.js';

/**
 * The floor: what SCIM answers cost at best on Express and `pg`. A bare route for each operation of the workload, one
 * HMAC of the token, one named prepared statement (a PATCH has to read first), and the stored JSON as text. Nothing is
 * checked, isolated, limited or logged, and it knows no other request than those of the benchmark.
 *
 * It works on the tables of the service, and writes by the very statements of the service.
 */
const { DATABASE_URL, TENANT_ID = '', TOKEN = '' } = process.env;
const PEPPER = 'of the floor';
const AUTHOR = { actor: { type: 'api-token', id: TENANT_ID }, requestId: 'floor' } as const;
const COLUMNS = 'id, resource::text as text, version, created_at, last_modified';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly version: number;
  readonly created_at: Date;
  readonly last_modified: Date;
  readonly total?: string;
}

const digest = digestOf(TOKEN);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, idleTimeoutMillis: 0 });
const app = express().disable('etag').disable('x-powered-by');

const authenticate: RequestHandler = (request, _response, next) => {
  const [, token = ''] = request.headers.authorization?.split(' ') ?? [];
  if (!timingSafeEqual(digestOf(token), digest)) throw new Error('The token is another one.');
  next();
};
const users = express.Router().use(authenticate, express.json({ type: 'application/scim+json' }));

users.get('/Users', async (request, response) => {
  const { filter, cursor, startIndex = '1' } = request.query as Record<string, string | undefined>;
  if (filter !== undefined) {
    const [, attribute = '', value = ''] = /^(\w+) eq "(.*)"$/.exec(filter) ?? [];
    const column = attribute === 'userName' ? 'user_name_key' : 'external_id';
    const rows = await read(`select ${COLUMNS} from users where tenant_id = $1 and ${column} = $2`, [value]);
    sendList(response, rows, rows.length);
  } else if (cursor !== undefined) {
    const [total = '', after = ''] = cursor.split('.');
    const place = after === '' ? [] : [after];
    const rows = await read(
      `select ${COLUMNS}, ${total === '' ? '(select count(*) from users where tenant_id = $1)' : '0'} as total
       from users where tenant_id = $1 ${after === '' ? '' : 'and id > $2'} order by id limit 100`,
      place,
    );
    const all = total === '' ? (rows[0]?.total ?? '0') : total;
    sendList(response, rows, Number(all), `"nextCursor":"${all}.${rows.at(-1)?.id ?? ''}",`);
  } else {
    const rows = await read(
      `select ${COLUMNS}, (select count(*) from users where tenant_id = $1) as total
       from users where tenant_id = $1 order by id limit 100 offset $2`,
      [Number(startIndex) - 1],
    );
    sendList(response, rows, Number(rows[0]?.total ?? 0));
  }
});

users.get('/Users/:id', async (request, response) => {
  const [row] = await read(`select ${COLUMNS} from users where tenant_id = $1 and id = $2`, [
    request.params.id,
  ]);
  send(response, 200, row === undefined ? '{}' : present(row));
});

users.post('/Users', async (request: Request<object, unknown, ScimResource>, response) => {
  const user = newResource(request.body);
  await write(
    insertUsers(TENANT_ID, [{ user, columns: columnsOf(user), change: changeOf('User', user) }], AUTHOR),
  );
  send(response, 201, presentWritten(user));
});

users.patch('/Users/:id', async (request, response) => {
  const [row] = await read(`select ${COLUMNS} from users where tenant_id = $1 and id = $2`, [
    request.params.id,
  ]);
  if (row === undefined) throw new Error('Nobody is there.');
  const { Operations } = request.body as { Operations: { path: string; value: string }[] };
  const resource = JSON.parse(row.text) as Record<string, JsonValue> & ScimResource;
  for (const { path, value } of Operations) {
    const [name = '', part] = path.split('.');
    if (part !== undefined) (resource[name] as Record<string, JsonValue>)[part] = value;
    else resource[name] = value === 'True' ? true : value === 'False' ? false : value;
  }
  const user = next(row, resource);
  await write(updateUser(TENANT_ID, USER_RESOURCE_TYPE, user, changeOf('User', user), AUTHOR));
  send(response, 200, presentWritten(user));
});

users.post('/Groups', async (request: Request<object, unknown, ScimResource>, response) => {
  const group = newResource(request.body);
  await write(insertGroup(TENANT_ID, group, [], changeOf('Group', group), AUTHOR));
  send(response, 201, presentWritten(group));
});

users.get('/Groups/:id', async (request, response) => {
  const text = 'select member_id as value from group_members where tenant_id = $1 and group_id = $2';
  const { rows } = await pool.query({ text, values: [TENANT_ID, request.params.id] });
  send(response, 200, JSON.stringify({ id: request.params.id, members: rows }));
});

users.patch('/Groups/:id', async (request, response) => {
  const { Operations } = request.body as { Operations: [{ value: [{ value: string }] }] };
  const came = [{ id: Operations[0].value[0].value, type: 'User' as const }];
  for (let isWritten = false; !isWritten;) {
    const [row] = await read(`select ${COLUMNS} from groups where tenant_id = $1 and id = $2`, [
      request.params.id,
    ]);
    if (row === undefined) throw new Error('No group is there.');
    const group = next(row, JSON.parse(row.text) as ScimResource);
    const change = changeOf('Group', group);
    isWritten = await write(updateGroup(TENANT_ID, group, { came, left: [] }, change, AUTHOR));
  }
  response.status(204).end();
});

app.use('/scim', users);
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/scim`, token: TOKEN })}\n`);
});
server.keepAliveTimeout = 600_000;
process.once('SIGTERM', () => process.exit(0));

function digestOf(token: string): Buffer {
  return createHmac('sha256', PEPPER).update(token).digest();
}

async function read(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const name = statementName(text) ?? '';
  return (await pool.query<Row>({ name, text, values: [TENANT_ID, ...values] })).rows;
}

/** @returns Whether nobody else was faster. */
async function write({ sql, parameters }: Statement): Promise<boolean> {
  const name = statementName(sql) ?? '';
  const { rowCount } = await pool.query({ name, text: sql, values: [...parameters] });
  return rowCount === 1;
}

function newResource(resource: ScimResource): StoredResource {
  const now = new Date();
  return { id: makeResourceId(), resource, version: 1, createdAt: now, lastModified: now };
}

function next({ id, version, created_at }: Row, resource: ScimResource): StoredResource {
  return { id, resource, version: version + 1, createdAt: created_at, lastModified: new Date() };
}

function columnsOf({ resource }: StoredResource) {
  const { userName, externalId, emails } = resource as unknown as {
    userName: string;
    externalId: string;
    emails: { value: string }[];
  };
  const text = JSON.stringify(resource);
  return {
    userNameKey: userName,
    externalId,
    employeeNumberKey: null,
    active: true,
    resource: text,
    comparable: text,
    emailKeys: emails.map(({ value }) => value),
    uniqueValues: [],
  };
}

function changeOf(resourceType: string, { id, version, resource, lastModified }: StoredResource) {
  return {
    resourceId: id,
    version,
    resourceType,
    kind: 'updated',
    resource,
    attributes: [],
    at: lastModified,
  } as const;
}

function present({ id, text, version, created_at, last_modified }: Row): string {
  const times = `"created":"${created_at.toISOString()}","lastModified":"${last_modified.toISOString()}"`;
  return `{"id":"${id}","meta":{${times},"version":"${version}"},${text.slice(1)}`;
}

function presentWritten({ id, resource, version, createdAt, lastModified }: StoredResource): string {
  const text = JSON.stringify(resource);
  return present({ id, text, version, created_at: createdAt, last_modified: lastModified });
}

function sendList(response: Response, rows: readonly Row[], total: number, members = ''): void {
  const resources = rows.map(present).join(',');
  const schemas = '"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]';
  send(response, 200, `{${schemas},"totalResults":${total},${members}"Resources":[${resources}]}`);
}

function send(response: Response, status: number, text: string): void {
  response.status(status).setHeader('Content-Type', 'application/scim+json; charset=utf-8').end(text);
}
