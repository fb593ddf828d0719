export { AccessTokenExpiredError, InvalidAccessTokenError } from './access-token-errors.js';
export { AccessTokens, isJwt } from './access-tokens.js';
export type { AccessTokenOwner } from './access-tokens.js';
export { ClientSecretsService, readClientSecretRegion } from './client-secrets.service.js';
export { FederationsService } from './federations.service.js';
export {
  ClientSecretNotFoundError,
  FederationNotFoundError,
  OAuthClientConflictError,
  OAuthClientNotFoundError,
} from './oauth-client-errors.js';
export type { ClientSecret, Federation, OAuthClient } from './oauth-client.js';
export { OAuthClientsModule } from './oauth-clients.module.js';
export { OAuthClientsService } from './oauth-clients.service.js';
export { SigningKeys } from './signing-keys.js';
