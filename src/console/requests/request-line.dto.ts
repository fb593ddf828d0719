import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ConsoleRole } from '../../console-access/index.js';
import { showPersonal } from '../../request-log/index.js';
import type { LoggedRequest, Outcome } from '../../request-log/index.js';
import { maskText, seesPeople } from '../masking.js';

@ApiSchema({ name: 'Named' })
class NamedDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'string', nullable: true })
  name!: string | null;
}

/** A request as a line of the log. */
@ApiSchema({ name: 'RequestLine' })
export class RequestLineDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'As in `X-Request-Id`.' })
  requestId!: string;

  @ApiProperty({ example: 'PATCH' })
  method!: string;

  @ApiProperty({ example: '/api/v1/scim/Users/:id' })
  route!: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'User' })
  resourceType!: string | null;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  resourceId!: string | null;

  @ApiProperty({ type: 'integer', description: '499 when the client went away before it had its answer.' })
  status!: number;

  @ApiProperty({ type: 'string', nullable: true })
  scimType!: string | null;

  @ApiProperty({ enum: ['success', 'refused', 'failed'] })
  outcome!: Outcome;

  @ApiProperty({ type: 'integer' })
  milliseconds!: number;

  @ApiProperty({ example: 'Deactivated Jane Doe' })
  meaning!: string;

  @ApiProperty({ type: NamedDto, nullable: true })
  person!: NamedDto | null;

  @ApiProperty()
  token!: NamedDto;

  @ApiProperty({ type: [String] })
  deviations!: readonly string[];
}

@ApiSchema({ name: 'RequestPage' })
export class RequestPageDto {
  @ApiProperty({ type: [RequestLineDto] })
  items!: readonly RequestLineDto[];

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  nextCursor!: string | null;
}

/** A line for somebody of a role: personal values are masked for auditors. */
export function presentLine(line: LoggedRequest, role: ConsoleRole): RequestLineDto {
  const show = (text: string): string => (seesPeople(role) ? text : maskText(text));
  return {
    id: line.id,
    at: line.at.toISOString(),
    requestId: line.requestId,
    method: line.method,
    route: line.route,
    resourceType: line.resourceType,
    resourceId: line.resourceId,
    status: line.status,
    scimType: line.scimType,
    outcome: line.outcome,
    milliseconds: line.milliseconds,
    meaning: presentMeaning(line, role),
    person:
      line.resourceType === 'User' && line.resourceId !== null
        ? { id: line.resourceId, name: line.personName === null ? null : show(line.personName) }
        : null,
    token: { id: line.tokenId, name: line.tokenName },
    deviations: line.deviations,
  };
}

/** A refusal quotes what was sent, which may be anybody's name, and may have quotation marks in it. */
export function presentMeaning({ meaning }: Pick<LoggedRequest, 'meaning'>, role: ConsoleRole): string {
  if (seesPeople(role)) return showPersonal(meaning, (value) => value);
  const masked = showPersonal(meaning, maskText);
  return /^(Refused|Failed): /.test(masked)
    ? masked.replace(/"([^]*)"/, (_all, quoted: string) => `"${maskText(quoted)}"`)
    : masked;
}
