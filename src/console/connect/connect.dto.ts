import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MinLength } from 'class-validator';
import { guideUrl } from '../guide-places.js';
import { REFUSALS } from '../overview/request-statistics.js';
import type { RefusedRequest } from '../overview/request-statistics.js';
import { PersonDto } from '../people/person.dto.js';
import type { ClaimName } from './check-claims.js';

const TEXT_IF_ANY = { type: 'string', nullable: true } as const;
const WHEN = { type: 'string', format: 'date-time' } as const;

@ApiSchema({ name: 'MappingRow' })
class MappingRowDto {
  @ApiProperty({ example: 'externalId' })
  target!: string;

  @ApiProperty({ example: 'objectId' })
  source!: string;

  @ApiProperty(TEXT_IF_ANY)
  note!: string | null;
}

@ApiSchema({ name: 'SamlClaim' })
class SamlClaimDto {
  @ApiProperty({ example: 'userUniqueId' })
  claim!: string;

  @ApiProperty({ example: 'user.objectid' })
  source!: string;
}

@ApiSchema({ name: 'FirstRequest' })
class FirstRequestDto {
  @ApiProperty(WHEN)
  at!: string;

  @ApiProperty(TEXT_IF_ANY)
  method!: string | null;

  @ApiProperty(TEXT_IF_ANY)
  route!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;

  @ApiProperty()
  meaning!: string;
}

@ApiSchema({ name: 'LastRefusal' })
class LastRefusalDto {
  @ApiProperty(WHEN)
  at!: string;

  @ApiProperty({ enum: REFUSALS })
  reason!: RefusedRequest['reason'];

  @ApiProperty({ description: 'What to do.' })
  words!: string;

  @ApiProperty({
    description: 'Where the guide tells more, below the public URL.',
    example: guideUrl('the-token'),
  })
  help!: string;
}

@ApiSchema({ name: 'Connect' })
export class ConnectDto {
  @ApiProperty({ description: 'What Entra ID calls *Tenant URL*.' })
  tenantUrl!: string;

  @ApiProperty()
  groupProvisioning!: boolean;

  @ApiProperty({ type: [MappingRowDto] })
  mapping!: readonly MappingRowDto[];

  @ApiProperty({ type: [SamlClaimDto] })
  saml!: readonly SamlClaimDto[];

  @ApiProperty({ type: () => FirstRequestDto, nullable: true })
  firstRequest!: FirstRequestDto | null;

  @ApiProperty({ type: () => LastRefusalDto, nullable: true })
  lastRefusal!: LastRefusalDto | null;
}

@ApiSchema({ name: 'CheckSaml' })
export class CheckSamlDto {
  @ApiProperty({
    description: 'Lines of `name: value`, JSON, or an AttributeStatement of SAML; 64 KiB at most.',
  })
  @IsString({ message: 'is a text' })
  @MinLength(1, { message: 'must not be empty' })
  claims!: string;
}

@ApiSchema({ name: 'CheckedClaims' })
class CheckedClaimsDto implements Record<ClaimName, string | null> {
  @ApiProperty(TEXT_IF_ANY)
  userUniqueId!: string | null;

  @ApiProperty(TEXT_IF_ANY)
  firstName!: string | null;

  @ApiProperty(TEXT_IF_ANY)
  lastName!: string | null;

  @ApiProperty(TEXT_IF_ANY)
  email!: string | null;
}

@ApiSchema({ name: 'ClaimProblem' })
class ClaimProblemDto {
  @ApiProperty({ example: 'email' })
  claim!: string;

  @ApiProperty({ description: 'What is wrong with it, and what to do.' })
  words!: string;
}

@ApiSchema({ name: 'SamlCheck' })
export class SamlCheckDto {
  @ApiProperty()
  claims!: CheckedClaimsDto;

  @ApiProperty({ type: [ClaimProblemDto] })
  problems!: readonly ClaimProblemDto[];

  @ApiProperty({ type: () => PersonDto, nullable: true })
  person!: PersonDto | null;

  @ApiProperty({ type: 'string', enum: ['userUniqueId', 'email', null], nullable: true })
  matchedBy!: 'userUniqueId' | 'email' | null;

  @ApiProperty()
  why!: string;

  @ApiProperty({ type: [String] })
  advice!: readonly string[];
}
