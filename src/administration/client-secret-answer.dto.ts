import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ClientSecret } from '../oauth-clients/index.js';

type ClientSecretStatus = 'active' | 'expired' | 'revoked';

/** What is told of a secret for ever. */
class ClientSecretBaseDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'flc_us_a1B2c3D4e5F6_…x9Yz', description: 'What may be shown of the secret.' })
  display!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  expiresAt!: string;
}

/** A secret as a list shows it: without the secret. */
@ApiSchema({ name: 'ClientSecret' })
export class ClientSecretDto extends ClientSecretBaseDto {
  @ApiProperty({ description: 'Who made it.' })
  createdBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastUsedAt!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Who revoked it.' })
  revokedBy!: string | null;

  @ApiProperty({ enum: ['active', 'expired', 'revoked'] })
  status!: ClientSecretStatus;
}

/** A secret that was just made, this once with the secret itself and with what a client needs beside it. */
@ApiSchema({ name: 'NewClientSecret' })
export class NewClientSecretDto extends ClientSecretBaseDto {
  @ApiProperty({ format: 'uuid', description: 'The `client_id`.' })
  clientId!: string;

  @ApiProperty({ description: 'The `client_secret`. No other answer holds it.' })
  secret!: string;

  @ApiProperty({ example: 'https://global-us.flosum.app/oauth2/token' })
  tokenUrl!: string;
}

export function presentClientSecret(secret: ClientSecret, now: Date): ClientSecretDto {
  return {
    ...presentBase(secret),
    createdBy: secret.createdBy,
    lastUsedAt: secret.lastUsedAt?.toISOString() ?? null,
    revokedAt: secret.revokedAt?.toISOString() ?? null,
    revokedBy: secret.revokedBy,
    status: statusOf(secret, now),
  };
}

export function presentNewClientSecret(
  stored: ClientSecret,
  secret: string,
  tokenUrl: string,
): NewClientSecretDto {
  return { ...presentBase(stored), clientId: stored.clientId, secret, tokenUrl };
}

function presentBase({ id, display, createdAt, expiresAt }: ClientSecret): ClientSecretBaseDto {
  return { id, display, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

function statusOf({ revokedAt, expiresAt }: ClientSecret, now: Date): ClientSecretStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : 'active';
}
