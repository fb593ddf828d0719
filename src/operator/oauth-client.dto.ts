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
} from 'class-validator';
import { SCOPES } from '../tenants/index.js';
import type { Scope } from '../tenants/index.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import { IsIssuer } from './is-issuer.js';

const EXPIRY = 'is a number of days from 1 to 1095';
const TEXT = 'has 1 to 500 characters';

export class CreateOAuthClientDto {
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @MayBeLeftOut()
  @IsArray({ message: 'takes a list of scopes' })
  @ArrayNotEmpty({ message: 'names one scope at least' })
  @ArrayUnique({ message: 'names each scope once' })
  @IsIn(SCOPES, { each: true, message: `takes ${SCOPES.join(', ')}` })
  scopes?: Scope[];
}

export class AddClientSecretDto {
  @MayBeLeftOut()
  @IsInt({ message: EXPIRY })
  @Min(1, { message: EXPIRY })
  @Max(1095, { message: EXPIRY })
  expiresInDays?: number;
}

export class AddFederationDto {
  /** The claim `iss`, to the letter; also where its `openid-configuration` is. */
  @IsIssuer()
  issuer!: string;

  /** The claim `sub`, to the letter. */
  @IsPlainText()
  @MinLength(1, { message: TEXT })
  @MaxLength(500, { message: TEXT })
  subject!: string;

  /** What the claim `aud` is, or has among others. */
  @IsPlainText()
  @MinLength(1, { message: TEXT })
  @MaxLength(500, { message: TEXT })
  audience!: string;
}
