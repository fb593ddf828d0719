import { Module } from '@nestjs/common';
import { ApiTokensService } from './api-tokens.service.js';
import { SchemaExtensionsService } from './schema-extensions.service.js';
import { TenantDeletion } from './tenant-deletion.js';
import { TenantSchemas } from './tenant-schemas.js';
import { TenantsService } from './tenants.service.js';
import { TokenUsage } from './token-usage.js';

const SERVICES = [
  TenantsService,
  TenantDeletion,
  ApiTokensService,
  TokenUsage,
  SchemaExtensionsService,
  TenantSchemas,
];

@Module({ providers: SERVICES, exports: SERVICES })
export class TenantsModule {}
