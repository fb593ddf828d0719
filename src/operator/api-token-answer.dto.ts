import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SCOPES } from '../tenants/index.js';
import type { ApiTokenEntity, Scope } from '../tenants/index.js';

type ApiTokenStatus = 'active' | 'expired' | 'revoked';

/** What is told of a token for ever. */
class ApiTokenBaseDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Entra ID' })
  name!: string;

  @ApiProperty({ example: 'fls_us_a1B2c3D4e5F6_…x9Yz', description: 'What may be shown of the token.' })
  display!: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes!: Scope[];

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  expiresAt!: string | null;
}

/** A token as a list shows it: without the token. */
@ApiSchema({ name: 'ApiToken' })
export class ApiTokenDto extends ApiTokenBaseDto {
  @ApiProperty({ description: 'Who made it.' })
  createdBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastUsedAt!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ enum: ['active', 'expired', 'revoked'] })
  status!: ApiTokenStatus;
}

/** A token that was just made, this once with the token itself. */
@ApiSchema({ name: 'NewApiToken' })
export class NewApiTokenDto extends ApiTokenBaseDto {
  @ApiProperty({ description: 'The token itself. No other answer holds it.' })
  token!: string;
}

@ApiSchema({ name: 'ApiTokenList' })
export class ApiTokenListDto {
  @ApiProperty({ type: [ApiTokenDto], description: 'Newest first.' })
  items!: readonly ApiTokenDto[];
}

export function presentApiToken(token: ApiTokenEntity, now: Date): ApiTokenDto {
  return {
    ...presentBase(token),
    createdBy: token.createdBy,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    status: statusOf(token, now),
  };
}

export function presentNewApiToken(stored: ApiTokenEntity, token: string): NewApiTokenDto {
  return { ...presentBase(stored), token };
}

function presentBase({ id, name, display, scopes, createdAt, expiresAt }: ApiTokenEntity): ApiTokenBaseDto {
  return {
    id,
    name,
    display,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

function statusOf({ revokedAt, expiresAt }: ApiTokenEntity, now: Date): ApiTokenStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
