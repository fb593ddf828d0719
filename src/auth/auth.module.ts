import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { ApiTokenGuard } from './api-token.guard.js';
import { CredentialCache } from './credential-cache.js';
import { LimiterStore } from './fair-use/limiter-store.js';
import { Refusals } from './fair-use/refusals.js';
import { RequestLimits } from './fair-use/request-limits.js';
import { SignInFailures } from './fair-use/sign-in-failures.js';
import { TokenVerifier } from './token-verifier.js';

@Module({
  imports: [TenantsModule],
  providers: [
    TokenVerifier,
    ApiTokenGuard,
    CredentialCache,
    LimiterStore,
    RequestLimits,
    SignInFailures,
    Refusals,
  ],
  exports: [TokenVerifier, ApiTokenGuard, RequestLimits, SignInFailures],
})
export class AuthModule {}
