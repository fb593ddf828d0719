import { All, Controller, Get, Param, Query, Req, UseGuards } from '@nestjs/common';
import {
  COMMON_ATTRIBUTES,
  GROUP_RESOURCE_TYPE,
  LIST_RESPONSE_URN,
  ResourceNotFoundError,
} from '@flosum/scim-schema';
import type { ResourceType, SchemaDefinition } from '@flosum/scim-schema';
import { CallingTenant } from '../../auth/index.js';
import type { AuthenticatedRequest, TenantPrincipal } from '../../auth/index.js';
import { OAuthClientsService } from '../../oauth-clients/index.js';
import type { TenantContext } from '../../tenants/index.js';
import { MethodNotAllowedError } from '../../http/index.js';
import { FilterForbiddenError } from './filter-forbidden.error.js';
import { ScimController } from '../scim-controller.js';
import { SCIM_PATH } from '../../../config/index.js';
import type { ScimAnswer } from '../scim-answer.js';
import { ScimExchangeGuard } from '../scim-exchange.guard.js';
import { ScimUrls } from '../scim-urls.js';
import { describeResourceType } from './describe-resource-type.js';
import { describeSchema } from './describe-schema.js';
import { OptionalCallerGuard } from './optional-caller.guard.js';
import { describeServiceProvider } from './service-provider-config.js';

/** What the tenant has: a type that is switched off is not there. */
function typesOf({ userType, settings }: TenantContext): readonly ResourceType[] {
  return settings.groupProvisioning ? [userType, GROUP_RESOURCE_TYPE] : [userType];
}

/**
 * An attribute of every resource, which RFC 7643 leaves out of the schemas. Microsoft's gallery suite looks for each
 * mapped attribute in `/Schemas`, and this one is mapped.
 */
const EXTERNAL_ID = COMMON_ATTRIBUTES.filter(({ name }) => name === 'externalId');

/** What the service can do is no secret: it is told without a token. With one, it tells what the tenant has. */
@Controller(`${SCIM_PATH}/ServiceProviderConfig`)
@UseGuards(OptionalCallerGuard, ScimExchangeGuard)
export class ServiceProviderConfigController {
  constructor(
    private readonly urls: ScimUrls,
    private readonly clients: OAuthClientsService,
  ) {}

  @Get()
  async find(@Query('filter') filter: unknown, @Req() { caller }: AuthenticatedRequest): Promise<ScimAnswer> {
    refuseFilter(filter);
    const hasOAuth = caller !== undefined && (await this.clients.hasAnyLive(caller.tenantId));
    return { body: describeServiceProvider(`${this.urls.base}/ServiceProviderConfig`, hasOAuth) };
  }

  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}

/** The resource types that the calling tenant has. */
@ScimController('/ResourceTypes')
export class ResourceTypesController {
  constructor(private readonly urls: ScimUrls) {}

  @Get()
  list(@CallingTenant() caller: TenantPrincipal, @Query('filter') filter: unknown): ScimAnswer {
    refuseFilter(filter);
    return listOf(typesOf(caller).map((type) => this.describe(type)));
  }

  @Get(':name')
  find(@CallingTenant() caller: TenantPrincipal, @Param('name') name: string): ScimAnswer {
    const type = typesOf(caller).find((candidate) => candidate.name === name);
    if (type === undefined) throw new ResourceNotFoundError('ResourceType');
    return { body: this.describe(type) };
  }

  @All(['', ':name'])
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }

  private describe(type: ResourceType): object {
    return describeResourceType(type, this.urls.locate('/ResourceTypes', type.name));
  }
}

/** The schemas of those resource types. */
@ScimController('/Schemas')
export class SchemasController {
  constructor(private readonly urls: ScimUrls) {}

  @Get()
  list(@CallingTenant() caller: TenantPrincipal, @Query('filter') filter: unknown): ScimAnswer {
    refuseFilter(filter);
    return listOf(schemasOf(caller).map((schema) => this.describe(schema)));
  }

  @Get(':urn')
  find(@CallingTenant() caller: TenantPrincipal, @Param('urn') urn: string): ScimAnswer {
    const schema = schemasOf(caller).find(({ id }) => id.toLowerCase() === urn.toLowerCase());
    if (schema === undefined) throw new ResourceNotFoundError('Schema');
    return { body: this.describe(schema) };
  }

  @All(['', ':urn'])
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }

  private describe(schema: SchemaDefinition): object {
    return describeSchema(schema, this.urls.locate('/Schemas', schema.id));
  }
}

function schemasOf(tenant: TenantContext): readonly SchemaDefinition[] {
  return typesOf(tenant).flatMap(({ schema, extensions }) => [
    { ...schema, attributes: [...EXTERNAL_ID, ...schema.attributes] },
    ...extensions.map((extension) => extension.schema),
  ]);
}

/** Discovery always shows everything; a filter that would be ignored could mislead (RFC 7644 section 4). */
function refuseFilter(filter: unknown): void {
  if (filter !== undefined) throw new FilterForbiddenError();
}

function listOf(resources: readonly object[]): ScimAnswer {
  return {
    body: {
      schemas: [LIST_RESPONSE_URN],
      totalResults: resources.length,
      startIndex: 1,
      itemsPerPage: resources.length,
      Resources: resources,
    },
  };
}
