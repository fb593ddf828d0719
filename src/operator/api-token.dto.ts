import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { CredentialName, CredentialScopes } from '../administration/index.js';
import type { Scope } from '../tenants/index.js';

const EXPIRY = 'is a number of days from 1 to 3650, or null for a token that does not expire';

@ApiSchema({ name: 'IssueApiToken' })
export class IssueApiTokenDto {
  @CredentialName()
  name!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 3650,
    nullable: true,
    example: 365,
    description: 'Days from now; `null` for a token that does not expire.',
  })
  @ValidateIf(({ expiresInDays }: IssueApiTokenDto) => expiresInDays !== null)
  @IsInt({ message: EXPIRY })
  @Min(1, { message: EXPIRY })
  @Max(3650, { message: EXPIRY })
  expiresInDays!: number | null;

  @CredentialScopes()
  scopes?: Scope[];
}
