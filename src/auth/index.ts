export { ApiTokenGuard, Reading } from './api-token.guard.js';
export { AuthError } from './auth-errors.js';
export { AuthModule } from './auth.module.js';
export { CallingTenant } from './principal.js';
export type { TenantPrincipal } from './principal.js';
