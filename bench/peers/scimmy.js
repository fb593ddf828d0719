import { randomBytes, timingSafeEqual } from 'node:crypto';
import express from 'express';
import pg from 'pg';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { databaseUrl, listen, POOL_SIZE } from './listen.js';
import { declareGroups, GROUP_TABLES } from './scimmy/groups.js';
import { declareUsers, USER_TABLES } from './scimmy/users.js';

const PATH = '/scim/v2';

await listen(async (origin) => {
  const pool = new pg.Pool({ connectionString: databaseUrl(), max: POOL_SIZE });
  await pool.query(USER_TABLES + GROUP_TABLES);
  declareUsers(SCIMMY, pool);
  declareGroups(SCIMMY, pool);

  const token = randomBytes(24).toString('base64url');
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', parseQuery);
  app.use(PATH, new SCIMMYRouters({ type: 'bearer', handler: bearerOf(token), baseUri: () => origin }));
  return { handler: app, path: PATH, token, close: () => pool.end() };
});

/**
 * The routers turn startIndex and count into numbers on `req.query`, which Express 5 parses anew on every
 * look: the numbers have to come out of the parser, or the peer would not page at all.
 */
function parseQuery(text) {
  const query = Object.fromEntries(new URLSearchParams(text));
  for (const name of ['startIndex', 'count']) {
    if (query[name] && !Number.isNaN(Number(query[name]))) query[name] = Number(query[name]);
  }
  return query;
}

/** The routers' way to check who asks: throw, or name the caller. */
function bearerOf(token) {
  const expected = Buffer.from(`Bearer ${token}`);
  return (request) => {
    const given = Buffer.from(request.header('Authorization') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new Error('The bearer token is missing or wrong.');
    }
    return 'directory';
  };
}
