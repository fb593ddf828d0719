import { Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { ClientSecretsService } from './client-secrets.service.js';
import { FederationsService } from './federations.service.js';
import { OAuthClientsService } from './oauth-clients.service.js';
import { SigningKeys } from './signing-keys.js';

const SERVICES = [OAuthClientsService, ClientSecretsService, FederationsService, AccessTokens, SigningKeys];

@Module({ providers: SERVICES, exports: SERVICES })
export class OAuthClientsModule {}
