import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { RateLimit } from '../../config/index.js';

const MAX = 1_000_000;
const MESSAGE = { message: `is a number of requests from 1 to ${MAX}` };

@ApiSchema({ name: 'RateLimit' })
export class RateLimitDto implements RateLimit {
  @ApiProperty({ minimum: 1, maximum: MAX, example: 50, description: 'For ever.' })
  @IsInt(MESSAGE)
  @Min(1, MESSAGE)
  @Max(MAX, MESSAGE)
  perSecond!: number;

  @ApiProperty({
    minimum: 1,
    maximum: MAX,
    example: 200,
    description: 'At once, after a pause. Counts in whole multiples of `perSecond`.',
  })
  @IsInt(MESSAGE)
  @Min(1, MESSAGE)
  @Max(MAX, MESSAGE)
  burst!: number;
}
