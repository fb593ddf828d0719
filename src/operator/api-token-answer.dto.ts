import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ApiTokenBaseDto,
  presentApiTokenBase,
  presentUsedApiToken,
  UsedApiTokenDto,
} from '../administration/index.js';
import { daysLeft, describeRotation, statusOf, summarize } from '../tenants/index.js';
import type { ApiTokenEntity, ApiTokenStatus } from '../tenants/index.js';

const WHEN = { type: 'string', format: 'date-time' } as const;
const WHEN_IF_EVER = { ...WHEN, nullable: true } as const;

@ApiSchema({ name: 'ApiTokenClient' })
class ApiTokenClientDto {
  @ApiProperty({ type: 'string', nullable: true, example: '192.0.2.0/24' })
  addressRange!: string | null;

  @ApiProperty({ example: 'Okta', description: 'Which kind of client it was, by its `User-Agent`.' })
  client!: string;
}

@ApiSchema({ name: 'ApiTokenRotation' })
class ApiTokenRotationDto {
  @ApiProperty({ format: 'uuid', description: 'The id of the token in its place.' })
  replacedBy!: string;

  @ApiProperty(WHEN)
  overlapEndsAt!: string;

  @ApiProperty({ description: 'Whether it was used after it was replaced, and within the last 40 minutes.' })
  stillInUse!: boolean;

  @ApiProperty({ ...WHEN_IF_EVER, description: 'Its last use, when it is not in use any more.' })
  silentSince!: string | null;
}

/** A token as a list shows it: without the token. */
@ApiSchema({ name: 'ApiToken' })
export class ApiTokenDto extends UsedApiTokenDto {
  @ApiProperty({ type: () => ApiTokenClientDto, nullable: true, description: 'From where it was last used.' })
  lastUsedFrom!: ApiTokenClientDto | null;

  @ApiProperty(WHEN_IF_EVER)
  revokedAt!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Who revoked it.' })
  revokedBy!: string | null;

  @ApiProperty({ enum: ['active', 'expired', 'revoked'] })
  status!: ApiTokenStatus;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Days of the calendar, in UTC.' })
  expiresInDays!: number | null;

  @ApiProperty({ example: 'expires in 12 days, never used', description: 'The same in a few words.' })
  summary!: string;

  @ApiPropertyOptional({ description: 'Of a token that was rotated.' })
  rotation?: ApiTokenRotationDto;
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

/** @param tokens - Those of the tenant, at least the one that is in the place of this one. */
export function presentApiToken(
  token: ApiTokenEntity,
  tokens: readonly ApiTokenEntity[],
  now: Date,
): ApiTokenDto {
  const rotation = describeRotation(
    token,
    tokens.find(({ id }) => id === token.replacedBy),
    now,
  );
  return {
    ...presentUsedApiToken(token),
    // Uses of an older version were noted without where they came from.
    lastUsedFrom:
      token.lastUsedAgent === null
        ? null
        : { addressRange: token.lastUsedAddress, client: token.lastUsedAgent },
    revokedAt: token.revokedAt?.toISOString() ?? null,
    revokedBy: token.revokedBy,
    status: statusOf(token, now),
    expiresInDays: daysLeft(token, now),
    summary: summarize(token, rotation, now),
    ...(rotation && {
      rotation: {
        ...rotation,
        overlapEndsAt: rotation.overlapEndsAt.toISOString(),
        silentSince: rotation.silentSince?.toISOString() ?? null,
      },
    }),
  };
}

export function presentNewApiToken(stored: ApiTokenEntity, token: string): NewApiTokenDto {
  return { ...presentApiTokenBase(stored), token };
}
