import { Get, Query } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { ConsoleSession } from '../../console-access/index.js';
import { RequestStatistics } from '../../request-log/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';

const RANGES = ['24h', '30d'] as const;
type Range = (typeof RANGES)[number];

class ChartQueryDto {
  @ApiPropertyOptional({ enum: RANGES, default: '24h' })
  @IsIn(RANGES, { message: 'is 24h or 30d' })
  range: Range = '24h';
}

@ApiSchema({ name: 'ChartBucket' })
class ChartBucketDto {
  @ApiProperty({ format: 'date-time', description: 'When the hour or day (UTC) begins.' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  total!: number;

  @ApiProperty({ type: 'integer' })
  failed!: number;
}

@ApiSchema({ name: 'Chart' })
class ChartDto {
  @ApiProperty({ enum: RANGES })
  range!: Range;

  @ApiProperty({ enum: ['hour', 'day'] })
  unit!: 'hour' | 'day';

  @ApiProperty({ type: [ChartBucketDto] })
  buckets!: readonly ChartBucketDto[];
}

/** The requests of the last day or month, to draw. */
@ConsoleController('overview/chart', 'Overview')
@Needs('reads')
export class ChartController {
  constructor(private readonly statistics: RequestStatistics) {}

  @Get()
  @DocumentedConsole({
    does: 'Counts requests and failures of each hour of the last day, or of each day of the last 30.',
    answers: { 200: ChartDto },
    fails: [],
  })
  async find(@SignedIn() { tenant }: ConsoleSession, @Query() { range }: ChartQueryDto): Promise<ChartDto> {
    const buckets = await this.statistics.chartOf(tenant.id, range);
    return {
      range,
      unit: range === '24h' ? 'hour' : 'day',
      buckets: buckets.map((bucket) => ({ ...bucket, at: bucket.at.toISOString() })),
    };
  }
}
