export { ApiTokenGuard, Reading } from './api-token.guard.js';
export { AuthError } from './auth-errors.js';
export { AuthModule } from './auth.module.js';
export { RateLimitError } from './fair-use/rate-limit-error.js';
export { RequestLimits } from './fair-use/request-limits.js';
export { SignInFailures } from './fair-use/sign-in-failures.js';
export { CallingTenant } from './principal.js';
export type { AuthenticatedRequest, TenantPrincipal } from './principal.js';
