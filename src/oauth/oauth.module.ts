import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { OAuthClientsModule } from '../oauth-clients/index.js';
import { AssertionVerifier } from './assertion-verifier.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { GuardedFetch } from './guarded-fetch.js';
import { IssuerKeys } from './issuer-keys.js';
import { MetadataController } from './metadata.controller.js';
import { SignInLimits } from './sign-in-limits.js';
import { TokenController } from './token.controller.js';

@Module({
  imports: [AuthModule, OAuthClientsModule],
  controllers: [TokenController, MetadataController],
  providers: [
    ClientAuthenticator,
    SignInLimits,
    AssertionVerifier,
    {
      provide: IssuerKeys,
      useFactory: (fetch: GuardedFetch) => new IssuerKeys(fetch),
      inject: [GuardedFetch],
    },
  ],
})
export class OAuthModule {}
