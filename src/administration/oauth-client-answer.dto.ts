import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ClientSecret, Federation, OAuthClient } from '../oauth-clients/index.js';
import { SCOPES } from '../tenants/index.js';
import type { Scope } from '../tenants/index.js';
import { ClientSecretDto, presentClientSecret } from './client-secret-answer.dto.js';
import { FederationDto, presentFederation } from './federation-answer.dto.js';

/** A client, with all that it has. */
class OAuthClientBaseDto {
  @ApiProperty({ format: 'uuid', description: 'The `client_id`.' })
  id!: string;

  @ApiProperty({ example: 'Entra ID' })
  name!: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes!: readonly Scope[];

  @ApiProperty({ description: 'Who made it.' })
  createdBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt!: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'When it last got an access token.',
  })
  lastUsedAt!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Who revoked it.' })
  revokedBy!: string | null;

  @ApiProperty({ enum: ['active', 'revoked'] })
  status!: 'active' | 'revoked';

  @ApiProperty({ type: [ClientSecretDto], description: 'Newest first, revoked and expired ones included.' })
  secrets!: readonly ClientSecretDto[];

  @ApiProperty({ type: [FederationDto], description: 'Newest first.' })
  federations!: readonly FederationDto[];
}

@ApiSchema({ name: 'ListedOAuthClient' })
export class ListedOAuthClientDto extends OAuthClientBaseDto {}

@ApiSchema({ name: 'OAuthClient' })
export class OAuthClientDto extends OAuthClientBaseDto {
  @ApiProperty({ example: 'https://global-us.flosum.app/oauth2/token' })
  tokenUrl!: string;
}

@ApiSchema({ name: 'OAuthClientList' })
export class OAuthClientListDto {
  @ApiProperty({
    example: 'https://global-us.flosum.app/oauth2/token',
    description: 'Where all of them get access tokens.',
  })
  tokenUrl!: string;

  @ApiProperty({ type: [ListedOAuthClientDto], description: 'Newest first, 200 at most.' })
  items!: readonly ListedOAuthClientDto[];
}

/** @param secrets - Of this client, and perhaps of others. So are the federations. */
export function presentOAuthClient(
  client: OAuthClient,
  secrets: readonly ClientSecret[],
  federations: readonly Federation[],
  now: Date,
): ListedOAuthClientDto {
  return {
    id: client.id,
    name: client.name,
    scopes: client.scopes,
    createdBy: client.createdBy,
    createdAt: client.createdAt.toISOString(),
    lastUsedAt: client.lastUsedAt?.toISOString() ?? null,
    revokedAt: client.revokedAt?.toISOString() ?? null,
    revokedBy: client.revokedBy,
    status: client.revokedAt === null ? 'active' : 'revoked',
    secrets: secrets
      .filter(({ clientId }) => clientId === client.id)
      .map((secret) => presentClientSecret(secret, now)),
    federations: federations.filter(({ clientId }) => clientId === client.id).map(presentFederation),
  };
}
