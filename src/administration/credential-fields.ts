import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, MaxLength, MinLength } from 'class-validator';
import { DEFAULT_SCOPES, SCOPES } from '../tenants/index.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';

/** The name of something that opens a tenant. */
export function CredentialName(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 200, example: 'Entra ID', description: 'What it is for.' }),
    IsPlainText(),
    MinLength(1, { message: 'must not be empty' }),
    MaxLength(200, { message: 'has 200 characters at most' }),
  );
}

/** What it opens. */
export function CredentialScopes(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      enum: SCOPES,
      isArray: true,
      minItems: 1,
      uniqueItems: true,
      default: [...DEFAULT_SCOPES],
    }),
    MayBeLeftOut(),
    IsArray({ message: 'takes a list of scopes' }),
    ArrayNotEmpty({ message: 'names one scope at least' }),
    ArrayUnique({ message: 'names each scope once' }),
    IsIn(SCOPES, { each: true, message: `takes ${SCOPES.join(', ')}` }),
  );
}
