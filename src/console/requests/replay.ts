import { Inject, Injectable } from '@nestjs/common';
import { GROUP_RESOURCE_TYPE, ScimError, USER_RESOURCE_TYPE } from '@flosum/scim-schema';
import type { AttributeChange } from '@flosum/scim-schema';
import { SCIM_PATH } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import { recordAct } from '../../audit/index.js';
import type { Actor } from '../../audit/index.js';
import type { Author, NewChange } from '../../changes/index.js';
import { CONFIG } from '../../config.token.js';
import { Database } from '../../database/index.js';
import { describeFailure } from '../../http/index.js';
import { GroupsService } from '../../groups/index.js';
import { isCut, MASK, outcomeOf, tellChange } from '../../request-log/index.js';
import type { LoggedExchange, Outcome } from '../../request-log/index.js';
import type { ResourceStore, VersionCondition } from '../../resources/index.js';
import { TenantSchemas, TenantsService } from '../../tenants/index.js';
import type { TenantContext } from '../../tenants/index.js';
import { UsersService } from '../../users/index.js';
import { NotRepeatableError } from './request-errors.js';

export interface ReplayResult {
  readonly status: number;
  readonly outcome: Outcome;
  /** With marks around personal values, as the lines of the log have it. */
  readonly meaning: string;
  readonly detail: string | null;
  readonly scimType: string | null;
  readonly attributes: readonly AttributeChange[];
}

const STATUSES: Readonly<Record<string, number>> = { POST: 201, PUT: 200, PATCH: 200, DELETE: 204 };

const INSTEAD = 'Provision the person on demand in your identity provider instead.';

/** Runs requests of the log again, by the services that ran them. */
@Injectable()
export class Replay {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantsService,
    private readonly schemas: TenantSchemas,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param isDry - Does everything as it would be done now, and takes it back. For real it is an act of the admin, also
   *   when it is refused.
   * @throws {@link NotRepeatableError}
   */
  async run(tenantId: string, exchange: LoggedExchange, actor: Actor, isDry: boolean): Promise<ReplayResult> {
    refuseUnrepeatable(exchange);
    const author: Author = { actor: { type: 'admin', id: actor.name }, requestId: actor.requestId ?? '' };
    const result = await this.write(tenantId, exchange, author, isDry);
    if (!isDry) await this.record(tenantId, actor, exchange, result);
    return result;
  }

  private async write(
    tenantId: string,
    exchange: LoggedExchange,
    author: Author,
    isDry: boolean,
  ): Promise<ReplayResult> {
    const { settings } = await this.tenants.findAlive(tenantId);
    const tenant = { tenantId, settings, userType: await this.schemas.presentUserTypeOf(tenantId) };
    const written: NewChange[] = [];
    try {
      const runOn = (database: Database): Promise<void> =>
        this.runOn(database, tenant, exchange, { ...author, written });
      await (isDry ? this.database.rehearse(tenantId, runOn) : runOn(this.database));
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
    { method, route, url, requestBody, requestHeaders }: LoggedExchange,
    author: Author,
  ): Promise<void> {
    const store: ResourceStore = route.includes(GROUP_RESOURCE_TYPE.endpoint)
      ? GroupsService.on(database, this.config)
      : UsersService.on(database, this.config);
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
}

/** @throws {@link NotRepeatableError} */
function refuseUnrepeatable({ method, route, requestBody }: LoggedExchange): void {
  const endpoint = route.replace(`/${SCIM_PATH}`, '');
  const endpoints = [USER_RESOURCE_TYPE, GROUP_RESOURCE_TYPE].map((type) => type.endpoint);
  const isWrite =
    (method === 'POST' && endpoints.includes(endpoint)) ||
    (['PUT', 'PATCH', 'DELETE'].includes(method) && endpoints.some((path) => endpoint === `${path}/:id`));
  if (!isWrite) {
    throw new NotRepeatableError(
      'Only a request that creates, changes or deletes one person or group can be run again.',
    );
  }
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

function describeRefusal(error: unknown): ReplayResult {
  const { status, detail } = error instanceof ScimError ? error : describeFailure(error);
  if (status >= 500) throw error;
  const scimType = error instanceof ScimError ? (error.scimType ?? null) : null;
  return {
    status,
    outcome: outcomeOf(status),
    meaning: `Refused: ${detail}`,
    detail,
    scimType,
    attributes: [],
  };
}
