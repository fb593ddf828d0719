import { Module } from '@nestjs/common';
import { OAuthClientsModule } from '../oauth-clients/index.js';
import { AssertionVerifier } from './assertion-verifier.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { GuardedFetch } from './guarded-fetch.js';
import { IssuerKeys } from './issuer-keys.js';
import { MetadataController } from './metadata.controller.js';
import { TokenController } from './token.controller.js';

@Module({
  imports: [OAuthClientsModule],
  controllers: [TokenController, MetadataController],
  providers: [
    ClientAuthenticator,
    AssertionVerifier,
    {
      provide: IssuerKeys,
      useFactory: (fetch: GuardedFetch) => new IssuerKeys(fetch),
      inject: [GuardedFetch],
    },
  ],
})
export class OAuthModule {}
