import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Federation } from '../oauth-clients/index.js';

/** An identity elsewhere that may stand for a client. */
@ApiSchema({ name: 'Federation' })
export class FederationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'https://login.microsoftonline.com/8f0e…/v2.0', description: 'The claim `iss`.' })
  issuer!: string;

  @ApiProperty({ description: 'The claim `sub`.' })
  subject!: string;

  @ApiProperty({ description: 'What the claim `aud` is, or has among others.' })
  audience!: string;

  @ApiProperty({ description: 'Who added it.' })
  createdBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt!: string;
}

export function presentFederation(federation: Federation): FederationDto {
  const { id, issuer, subject, audience, createdBy, createdAt } = federation;
  return { id, issuer, subject, audience, createdBy, createdAt: createdAt.toISOString() };
}
