import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { Scope } from '../tenants/index.js';
import { CredentialName, CredentialScopes } from './credential-fields.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import { IsIssuer } from './is-issuer.js';

const EXPIRY = 'is a number of days from 1 to 1095';
const CLAIM = 'has 1 to 500 characters';

@ApiSchema({ name: 'CreateOAuthClient' })
export class CreateOAuthClientDto {
  @CredentialName()
  name!: string;

  @CredentialScopes()
  scopes?: Scope[];
}

@ApiSchema({ name: 'AddClientSecret' })
export class AddClientSecretDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 1095,
    default: 365,
    description: 'Days from now.',
  })
  @MayBeLeftOut()
  @IsInt({ message: EXPIRY })
  @Min(1, { message: EXPIRY })
  @Max(1095, { message: EXPIRY })
  expiresInDays?: number;
}

@ApiSchema({ name: 'AddFederation' })
export class AddFederationDto {
  @ApiProperty({
    maxLength: 500,
    format: 'uri',
    example: 'https://login.microsoftonline.com/8f0e2a51-0d3c-4c35-a8a6-2b8f7c9d1e10/v2.0',
    description:
      'The claim `iss`, to the letter. Below it there has to be a `/.well-known/openid-configuration`.',
  })
  @IsIssuer()
  issuer!: string;

  @ApiProperty({ minLength: 1, maxLength: 500, description: 'The claim `sub`, to the letter.' })
  @IsPlainText()
  @MinLength(1, { message: CLAIM })
  @MaxLength(500, { message: CLAIM })
  subject!: string;

  @ApiProperty({
    minLength: 1,
    maxLength: 500,
    description: 'What the claim `aud` is, or has among others, to the letter.',
  })
  @IsPlainText()
  @MinLength(1, { message: CLAIM })
  @MaxLength(500, { message: CLAIM })
  audience!: string;
}
