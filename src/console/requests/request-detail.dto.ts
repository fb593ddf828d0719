import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { validate as isUuid } from 'uuid';
import { DEVIATIONS } from '@flosum/scim-schema';
import type { AttributeChange } from '@flosum/scim-schema';
import { AttributeChangeDto } from '../../administration/index.js';
import type { Change, ChangeKind } from '../../changes/index.js';
import type { ConsoleRole } from '../../console-access/index.js';
import { MASK } from '../../request-log/index.js';
import type { LoggedExchange } from '../../request-log/index.js';
import { guideUrl } from '../guide-places.js';
import { maskChangesFor, maskFor, seesPeople } from '../masking.js';
import { adviseOn } from './advise.js';
import { curlOf } from './curl-of.js';
import { presentLine, RequestLineDto } from './request-line.dto.js';

@ApiSchema({ name: 'RequestChange' })
class RequestChangeDto {
  @ApiProperty()
  changeId!: string;

  @ApiProperty({ type: 'string', example: 'deactivated' })
  kind!: ChangeKind;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: [AttributeChangeDto] })
  attributes!: readonly AttributeChangeDto[];
}

@ApiSchema({ name: 'Deviation' })
class DeviationDto {
  @ApiProperty({ example: 'boolean-as-text' })
  name!: string;

  @ApiProperty({ example: 'RFC 7643 section 2.3.2' })
  clause!: string;

  @ApiProperty()
  words!: string;
}

/** A request with everything that is kept of it. */
@ApiSchema({ name: 'RequestDetail' })
export class RequestDetailDto extends RequestLineDto {
  @ApiProperty()
  url!: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  requestHeaders!: Readonly<Record<string, string>>;

  @ApiProperty({ type: 'string', nullable: true })
  requestBody!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  responseBody!: string | null;

  @ApiProperty({ type: RequestChangeDto, nullable: true })
  change!: RequestChangeDto | null;

  @ApiProperty({ type: [DeviationDto] })
  deviationDetails!: readonly DeviationDto[];

  @ApiProperty({ type: [String], description: 'What to do next.' })
  advice!: readonly string[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Where the guide tells more, below the public URL.',
    example: guideUrl('what-is-unique'),
  })
  help!: string | null;

  @ApiProperty({ description: 'The request as a command line, without the token.' })
  curl!: string;
}

export function presentDetail(
  exchange: LoggedExchange,
  change: Change | undefined,
  role: ConsoleRole,
  publicUrl: string,
): RequestDetailDto {
  const shown = seesPeople(role) ? exchange : withoutPeople(exchange);
  const { words, place } = adviseOn(exchange);
  return {
    ...presentLine(exchange, role),
    url: shown.url,
    requestHeaders: exchange.requestHeaders,
    requestBody: shown.requestBody,
    responseBody: shown.responseBody,
    change: change === undefined ? null : presentChange(change, role),
    deviationDetails: exchange.deviations.map((name) => {
      const { clause, description } = DEVIATIONS[name];
      return { name, clause, words: description };
    }),
    advice: words,
    help: place === undefined ? null : guideUrl(place),
    curl: curlOf(shown, publicUrl),
  };
}

export function withoutPeople<
  Shown extends Pick<LoggedExchange, 'url' | 'route' | 'requestBody' | 'responseBody'>,
>(exchange: Shown): Shown {
  return {
    ...exchange,
    url: maskUrl(exchange),
    requestBody: maskBody(exchange.requestBody),
    responseBody: maskBody(exchange.responseBody),
  };
}

/** Who is looked for by a name in place of an id is named by the path. */
function maskUrl({ url, route }: Pick<LoggedExchange, 'url' | 'route'>): string {
  const [whole = '', query] = url.split('?');
  const path = whole.replace(/(?<!\/)\/+$/, '');
  const end = path.lastIndexOf('/') + 1;
  const namesSomebody = route.endsWith('/:id') && !isUuid(path.slice(end));
  return `${namesSomebody ? `${path.slice(0, end)}${MASK}` : path}${query === undefined ? '' : `?${MASK}`}`;
}

/** A body for somebody of a role. */
export function presentBody(body: string | null, role: ConsoleRole): string | null {
  return seesPeople(role) ? body : maskBody(body);
}

function presentChange({ changeId, kind, version, attributes }: Change, role: ConsoleRole): RequestChangeDto {
  return { changeId, kind, version, attributes: maskChangesFor<AttributeChange>(role, attributes) };
}

/** A body that was cut cannot be read: nothing of it is shown. */
function maskBody(body: string | null): string | null {
  if (body === null) return null;
  try {
    return JSON.stringify(maskFor('auditor', JSON.parse(body) as unknown));
  } catch {
    return MASK;
  }
}
