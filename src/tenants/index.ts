export { ApiTokenEntity } from './api-token.entity.js';
export {
  ApiTokenNotFoundError,
  ApiTokenNotRotatableError,
  TooManyApiTokensError,
} from './api-token-errors.js';
export { makeApiToken, readApiTokenRegion } from './api-token.js';
export { digestCredential, displayCredential, makeCredential, readCredentialRegion } from './credential.js';
export { ApiTokensService } from './api-tokens.service.js';
export type { IssuedApiToken, NewApiToken } from './api-tokens.service.js';
export { classifyClient, productOf } from './client-class.js';
export { lockTenant } from './lock-tenant.js';
export { SchemaConflictError, SchemaExtensionNotFoundError } from './schema-errors.js';
export { SchemaExtensionsService } from './schema-extensions.service.js';
export { DEFAULT_SCOPES, SCOPES } from './scopes.js';
export type { Scope } from './scopes.js';
export { SlugInUseError, TenantBeingDeletedError, TenantNotFoundError } from './tenant-errors.js';
export { TenantDeletion } from './tenant-deletion.js';
export type { DeletedTenant, DeletionProgress } from './tenant-deletion.js';
export { TENANT_CHANGED, tellTenantChanged } from './tenant-changed.js';
export type { KnownCredential } from './known-credential.js';
export type { TenantContext } from './tenant-context.js';
export { TenantSchemas } from './tenant-schemas.js';
export { withDefaults } from './tenant-settings.js';
export type { TenantSettings } from './tenant-settings.js';
export { TenantEntity } from './tenant.entity.js';
export type { TenantStatus } from './tenant.entity.js';
export { TenantsModule } from './tenants.module.js';
export { TenantsService } from './tenants.service.js';
export { daysLeft, describeRotation, isInUse, statusOf, summarize } from './token-life.js';
export type { ApiTokenStatus } from './token-life.js';
export { TokenUsage } from './token-usage.js';
export type { TokenClient } from './token-usage.js';
export { isUrnClash } from './urn-clash.js';
