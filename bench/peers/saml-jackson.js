import { controllers } from '@boxyhq/saml-jackson';
import express from 'express';
import { databaseUrl, listen, POOL_SIZE } from './listen.js';

const PATH = '/scim/v2';
const DIRECTORY_TYPE = process.env.DIRECTORY_TYPE ?? 'azure-scim-v2';
const PAGE_LIMIT = Number(process.env.PAGE_LIMIT ?? 100);

await listen(async (origin) => {
  const jackson = await controllers({
    externalUrl: origin,
    samlPath: '/sso',
    scimPath: PATH,
    db: { engine: 'sql', type: 'postgres', url: pooled(databaseUrl()), pageLimit: PAGE_LIMIT },
    dsync: { callback: async () => undefined },
    noAnalytics: true,
    logger: { info: () => undefined, warn: () => undefined },
  });
  const directorySync = jackson.directorySyncController;
  const { data: directory, error } = await directorySync.directories.create({
    tenant: 'contoso',
    product: 'bench',
    type: DIRECTORY_TYPE,
  });
  if (error) throw new Error(error.message);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ type: ['application/scim+json', 'application/json'] }));
  app.all(`${PATH}/:directoryId/:resourceType{/:resourceId}`, async (request, response) => {
    const answer = await directorySync.requests.handle(toJackson(request));
    response.status(answer.status).json(answer.data);
  });
  return {
    handler: app,
    path: `${PATH}/${directory.id}`,
    token: directory.scim.secret,
    close: () => jackson.close(),
  };
});

/** An HTTP request as the library takes it: the way its own service hands requests over. */
function toJackson({ method, params, query, body, headers }) {
  return {
    method,
    directoryId: params.directoryId,
    resourceType: params.resourceType,
    resourceId: params.resourceId,
    apiSecret: headers.authorization?.split(' ')[1] ?? null,
    body,
    query: {
      count: query.count ? Number.parseInt(query.count, 10) : undefined,
      startIndex: query.startIndex ? Number.parseInt(query.startIndex, 10) : undefined,
      filter: query.filter,
    },
  };
}

/** The library takes the size of its pool from the address of the database. */
function pooled(url) {
  const address = new URL(url);
  address.searchParams.set('pool_max_conns', String(POOL_SIZE));
  return address.href;
}
