import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../administration/index.js';
import { CONSOLE_ROLES } from '../console-access/index.js';
import type { ConsoleRole } from '../console-access/index.js';

/** RFC 5321 section 4.5.3.1.3 leaves this many characters to an address. */
const MAX_EMAIL = 254;

@ApiSchema({ name: 'IssueConsoleLink' })
export class IssueConsoleLinkDto {
  @ApiProperty({
    format: 'email',
    maxLength: MAX_EMAIL,
    example: 'jo@acme.example',
    description: 'Who it is for.',
  })
  @IsEmail({}, { message: 'is an e-mail address such as jo@acme.example' })
  @MaxLength(MAX_EMAIL, { message: `has ${MAX_EMAIL} characters at most` })
  adminEmail!: string;

  @ApiPropertyOptional({ enum: CONSOLE_ROLES, default: 'owner', description: 'What they may do there.' })
  @MayBeLeftOut()
  @IsIn(CONSOLE_ROLES, { message: `is one of ${CONSOLE_ROLES.join(', ')}` })
  role?: ConsoleRole;
}

/** A link that was just made; no other answer holds it. */
@ApiSchema({ name: 'NewConsoleLink' })
export class NewConsoleLinkDto {
  @ApiProperty({ format: 'uri', description: 'Opens the console, once. No other answer holds it.' })
  url!: string;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'Until when it works: 15 minutes.' })
  expiresAt!: string;
}
