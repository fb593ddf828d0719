import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { SCOPES } from '../tenants/index.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import type { ApiTokenEntity, Scope } from '../tenants/index.js';

const EXPIRY = 'is a number of days from 1 to 3650, or null for a token that does not expire';

export class IssueApiTokenDto {
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @ValidateIf(({ expiresInDays }: IssueApiTokenDto) => expiresInDays !== null)
  @IsInt({ message: EXPIRY })
  @Min(1, { message: EXPIRY })
  @Max(3650, { message: EXPIRY })
  expiresInDays!: number | null;

  @MayBeLeftOut()
  @IsArray({ message: 'takes a list of scopes' })
  @ArrayNotEmpty({ message: 'names one scope at least' })
  @ArrayUnique({ message: 'names each scope once' })
  @IsIn(SCOPES, { each: true, message: `takes ${SCOPES.join(', ')}` })
  scopes?: Scope[];
}

type ApiTokenStatus = 'active' | 'expired' | 'revoked';

/** A token as a list shows it: without the token. */
export function presentApiToken(token: ApiTokenEntity, now: Date): object {
  return {
    id: token.id,
    name: token.name,
    display: token.display,
    scopes: token.scopes,
    createdBy: token.createdBy,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    status: statusOf(token, now),
  };
}

/** A token that was just made, this once with the token itself. */
export function presentNewApiToken(stored: ApiTokenEntity, token: string): object {
  return {
    id: stored.id,
    name: stored.name,
    token,
    display: stored.display,
    scopes: stored.scopes,
    createdAt: stored.createdAt.toISOString(),
    expiresAt: stored.expiresAt?.toISOString() ?? null,
  };
}

function statusOf({ revokedAt, expiresAt }: ApiTokenEntity, now: Date): ApiTokenStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
