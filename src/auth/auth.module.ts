import { Module } from '@nestjs/common';
import { OAuthClientsModule } from '../oauth-clients/index.js';
import { RequestLogModule } from '../request-log/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AccessTokenVerifier } from './access-token-verifier.js';
import { ApiTokenGuard } from './api-token.guard.js';
import { CredentialCache } from './credential-cache.js';
import { LimiterStore } from './fair-use/limiter-store.js';
import { Refusals } from './fair-use/refusals.js';
import { RequestLimits } from './fair-use/request-limits.js';
import { RequestPlaces } from './fair-use/request-places.js';
import { SignInFailures } from './fair-use/sign-in-failures.js';
import { TokenVerifier } from './token-verifier.js';

@Module({
  imports: [TenantsModule, OAuthClientsModule, RequestLogModule],
  providers: [
    TokenVerifier,
    AccessTokenVerifier,
    ApiTokenGuard,
    CredentialCache,
    LimiterStore,
    RequestLimits,
    SignInFailures,
    Refusals,
    RequestPlaces,
  ],
  exports: [TokenVerifier, ApiTokenGuard, RequestLimits, RequestPlaces, SignInFailures],
})
export class AuthModule {}
