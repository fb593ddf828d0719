import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { HEALTH_STATES } from './health.js';
import type { Health } from './health.js';

const WHEN_IF_EVER = { type: 'string', format: 'date-time', nullable: true } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;

@ApiSchema({ name: 'Health' })
class HealthDto {
  @ApiProperty({ enum: HEALTH_STATES })
  state!: Health['state'];

  @ApiProperty(WHEN_IF_EVER)
  since!: string | null;

  @ApiProperty({ ...COUNT, nullable: true })
  silentHours!: number | null;

  @ApiProperty({ description: 'The same in words, with what to do.' })
  sentence!: string;
}

@ApiSchema({ name: 'NextStep' })
class NextStepDto {
  @ApiProperty()
  text!: string;

  @ApiProperty({ example: '/console/tokens', description: 'The page of the console for it.' })
  to!: string;
}

@ApiSchema({ name: 'PeopleCounts' })
class PeopleCountsDto {
  @ApiProperty(COUNT)
  active!: number;

  @ApiProperty(COUNT)
  inactive!: number;

  @ApiProperty({ ...COUNT, description: 'Since midnight in the time zone of the tenant.' })
  changedToday!: number;
}

@ApiSchema({ name: 'RequestCount' })
class RequestCountDto {
  @ApiProperty(COUNT)
  total!: number;

  @ApiProperty(COUNT)
  failed!: number;
}

@ApiSchema({ name: 'Quarantine' })
class QuarantineDto extends RequestCountDto {
  @ApiProperty({ description: 'Of the requests of the last 24 hours that failed, from 0 to 1.' })
  share!: number;

  @ApiProperty({ description: 'The share from which on Entra ID puts a job into quarantine.' })
  limit!: number;

  @ApiProperty({ ...COUNT, description: 'As long as there are fewer requests, it does not.' })
  from!: number;

  @ApiProperty()
  atRisk!: boolean;
}

@ApiSchema({ name: 'NextTokenExpiry' })
class NextTokenExpiryDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: 'integer' })
  daysLeft!: number;
}

@ApiSchema({ name: 'Overview' })
export class OverviewDto {
  @ApiProperty()
  health!: HealthDto;

  @ApiProperty({ type: [NextStepDto], description: 'The most urgent first.' })
  next!: readonly NextStepDto[];

  @ApiProperty()
  people!: PeopleCountsDto;

  @ApiProperty()
  last24Hours!: RequestCountDto;

  @ApiProperty()
  last30Days!: RequestCountDto;

  @ApiProperty()
  quarantine!: QuarantineDto;

  @ApiProperty({ type: () => NextTokenExpiryDto, nullable: true })
  nextTokenExpiry!: NextTokenExpiryDto | null;

  @ApiProperty({ ...COUNT, description: 'Requests that could not be written into the log.' })
  dropped!: number;

  @ApiProperty({ ...COUNT, description: 'Requests with tokens that nobody knows.' })
  unknownTokens!: number;
}
