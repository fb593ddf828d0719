import { Inject, Injectable } from '@nestjs/common';
import { GROUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import { SCIM_PATH } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import { recordAct } from '../../audit/index.js';
import type { Actor } from '../../audit/index.js';
import type { Author, NewChange } from '../../changes/index.js';
import { CONFIG } from '../../config.token.js';
import { Database } from '../../database/index.js';
import { GroupsService } from '../../groups/index.js';
import { isCut, MASK, tellChange } from '../../request-log/index.js';
import type { LoggedExchange } from '../../request-log/index.js';
import type { ResourceStore, VersionCondition } from '../../resources/index.js';
import { TenantSchemas, TenantsService } from '../../tenants/index.js';
import type { TenantContext } from '../../tenants/index.js';
import { UsersService } from '../../users/index.js';
import { TenantSuspendedHereError } from '../guard/console-error.js';
import { PeopleChanges } from './people-changes.js';
import { ReadAgain } from './read-again.js';
import { describeRefusal } from './replay-result.js';
import type { ReplayResult } from './replay-result.js';
import { NotRepeatableError } from './request-errors.js';

const STATUSES: Readonly<Record<string, number>> = { POST: 201, PUT: 200, PATCH: 200, DELETE: 204 };

const INSTEAD = 'Provision the person on demand in your identity provider instead.';

/** Runs requests of the log again, by the services that ran them. */
@Injectable()
export class Replay {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantsService,
    private readonly schemas: TenantSchemas,
    private readonly reading: ReadAgain,
    private readonly changes: PeopleChanges,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param isDry - Does everything as it would be done now, and takes it back. For real it is an act of the admin, also
   *   when it is refused.
   * @throws {@link NotRepeatableError} or {@link TenantSuspendedHereError}
   */
  async run(tenantId: string, exchange: LoggedExchange, actor: Actor, isDry: boolean): Promise<ReplayResult> {
    const kind = kindOf(exchange);
    const { settings, status } = await this.tenants.findAlive(tenantId);
    if (!isDry && kind === 'write' && status === 'suspended') throw new TenantSuspendedHereError();
    const tenant = { tenantId, settings, userType: await this.schemas.presentUserTypeOf(tenantId) };
    if (kind === 'read') return this.reading.run(tenant, this.storeOf(exchange, this.database), exchange);
    refuseIncomplete(exchange);
    const author: Author = { actor: { type: 'admin', id: actor.name }, requestId: actor.requestId ?? '' };
    const result = await this.write(tenant, exchange, author, isDry);
    if (isDry) return result;
    if (result.outcome === 'success') this.changes.tell(tenantId);
    await this.record(tenantId, actor, exchange, result);
    return result;
  }

  private async write(
    tenant: TenantContext,
    exchange: LoggedExchange,
    author: Author,
    isDry: boolean,
  ): Promise<ReplayResult> {
    const written: NewChange[] = [];
    try {
      const runOn = (database: Database): Promise<void> =>
        this.runOn(database, tenant, exchange, { ...author, written });
      await (isDry ? this.database.rehearse(tenant.tenantId, runOn) : runOn(this.database));
    } catch (error) {
      return describeRefusal(error);
    }
    const [change] = written;
    return {
      status: STATUSES[exchange.method] ?? 200,
      outcome: 'success',
      meaning:
        change === undefined
          ? 'Nothing to change: everything is as the request wants it.'
          : tellChange(change),
      detail: null,
      scimType: null,
      attributes: change?.attributes ?? [],
      body: null,
    };
  }

  /** The change itself stands in the history, under the same request id. Names of people are not kept here. */
  private async record(
    tenantId: string,
    actor: Actor,
    { id, requestId, method, route, resourceType, resourceId }: LoggedExchange,
    { status, outcome }: ReplayResult,
  ): Promise<void> {
    await this.database.transaction(tenantId, (manager) =>
      recordAct(manager, actor, {
        tenantId,
        action: 'request.replayed',
        target: { type: 'request', id, name: `${method} ${route}` },
        after: { requestId, resourceType, resourceId, status, outcome },
      }),
    );
  }

  private async runOn(
    database: Database,
    tenant: TenantContext,
    exchange: LoggedExchange,
    author: Author,
  ): Promise<void> {
    const { method, url, requestBody, requestHeaders } = exchange;
    const store = this.storeOf(exchange, database);
    const body: unknown = requestBody === null ? undefined : JSON.parse(requestBody);
    if (method === 'POST') {
      await store.create(tenant, author, body);
      return;
    }
    const id = (url.split('?')[0] ?? '').split('/').at(-1) ?? '';
    const request = { author, id, condition: conditionOf(requestHeaders), body };
    if (method === 'DELETE') await store.remove(tenant, request);
    else if (method === 'PUT') await store.replace(tenant, request);
    else await store.patch(tenant, request);
  }

  private storeOf({ route }: LoggedExchange, database: Database): ResourceStore {
    return route.includes(GROUP_RESOURCE_TYPE.endpoint)
      ? GroupsService.on(database, this.config)
      : UsersService.on(database, this.config);
  }
}

/** @throws {@link NotRepeatableError} */
function kindOf({ method, route }: LoggedExchange): 'read' | 'write' {
  const endpoint = route.replace(`/${SCIM_PATH}`, '');
  const endpoints = [USER_RESOURCE_TYPE, GROUP_RESOURCE_TYPE].map((type) => type.endpoint);
  const isList = endpoints.includes(endpoint);
  const isOne = endpoints.some((path) => endpoint === `${path}/:id`);
  if (method === 'GET' && (isList || isOne)) return 'read';
  if ((method === 'POST' && isList) || (['PUT', 'PATCH', 'DELETE'].includes(method) && isOne)) return 'write';
  throw new NotRepeatableError(
    'Only a request that creates, changes, deletes or looks up one person or group, or lists them by GET, can be run ' +
      'again. Let your identity provider send this one again.',
  );
}

/** @throws {@link NotRepeatableError} */
function refuseIncomplete({ method, requestBody }: LoggedExchange): void {
  if (method === 'DELETE') return;
  if (requestBody === null) {
    throw new NotRepeatableError(`The request had no body that could be read. ${INSTEAD}`);
  }
  if (isCut(requestBody) || requestBody.includes(MASK)) {
    throw new NotRepeatableError(
      `The body was too long to be kept whole, or has secrets in it, which are not kept. ${INSTEAD}`,
    );
  }
}

/** The condition that the request had; without one every version will do. */
function conditionOf({ 'if-match': ifMatch }: Readonly<Record<string, string>>): VersionCondition {
  if (ifMatch === undefined || ifMatch.trim() === '*') return () => true;
  const versions = ifMatch.split(',').map((tag) => /^(?:W\/)?"(\d+)"$/.exec(tag.trim())?.[1]);
  return (version) => versions.includes(String(version));
}
