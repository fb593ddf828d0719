import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { SCOPES } from '../tenants/index.js';
import type { ApiTokenEntity, Scope } from '../tenants/index.js';

const WHEN = { type: 'string', format: 'date-time' } as const;
const WHEN_IF_EVER = { ...WHEN, nullable: true } as const;

/** What is told of a token for ever. */
export class ApiTokenBaseDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Entra ID' })
  name!: string;

  @ApiProperty({ example: 'fls_us_a1B2c3D4e5F6_…x9Yz', description: 'What may be shown of the token.' })
  display!: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes!: readonly Scope[];

  @ApiProperty(WHEN)
  createdAt!: string;

  @ApiProperty({ ...WHEN_IF_EVER, description: '`null` when it does not expire.' })
  expiresAt!: string | null;
}

/** What every list tells of a token. */
export class UsedApiTokenDto extends ApiTokenBaseDto {
  @ApiProperty({ description: 'Who made it.' })
  createdBy!: string;

  @ApiProperty({ ...WHEN_IF_EVER, description: 'Written every few seconds.' })
  lastUsedAt!: string | null;
}

const OVERLAP = { message: 'is a number of minutes from 0 to 43200, which are 30 days' };

@ApiSchema({ name: 'RotateApiToken' })
export class RotateApiTokenDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 43_200,
    example: 1440,
    description: 'How long the old token works beside the new one.',
  })
  @IsInt(OVERLAP)
  @Min(0, OVERLAP)
  @Max(43_200, OVERLAP)
  overlapMinutes!: number;
}

export function presentApiTokenBase({
  id,
  name,
  display,
  scopes,
  createdAt,
  expiresAt,
}: ApiTokenEntity): ApiTokenBaseDto {
  return {
    id,
    name,
    display,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

export function presentUsedApiToken(token: ApiTokenEntity): UsedApiTokenDto {
  const { createdBy, lastUsedAt } = token;
  return { ...presentApiTokenBase(token), createdBy, lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
