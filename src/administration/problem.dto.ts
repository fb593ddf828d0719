import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'InvalidField' })
class InvalidFieldDto {
  @ApiProperty({
    description: 'The path of the field, or the name of the header.',
    example: 'settings.defaultTimezone',
  })
  field!: string;

  @ApiProperty({
    description: 'What is wrong with it.',
    example: 'is a time zone such as Etc/UTC or Europe/Berlin',
  })
  problem!: string;
}

/** A failure (RFC 9457), for the description of the API. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ example: 'about:blank' })
  type!: string;

  @ApiProperty({ example: 'Bad Request' })
  title!: string;

  @ApiProperty({ example: 400 })
  status!: number;

  @ApiProperty({ description: 'What is wrong and what to do.' })
  detail!: string;

  @ApiPropertyOptional({ type: [InvalidFieldDto], description: 'Every field that is wrong.' })
  errors?: InvalidFieldDto[];
}
