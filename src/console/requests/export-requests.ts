import type { ConsoleRole } from '../../console-access/index.js';
import type { LineFilter, LoggedExchange, RequestLogRepository } from '../../request-log/index.js';
import { csvLine } from '../files/csv.js';
import { seesPeople } from '../masking.js';
import { withoutPeople } from './request-detail.dto.js';
import { presentLine } from './request-line.dto.js';
import type { RequestLineDto } from './request-line.dto.js';

/** Lines that one statement reads; with the largest bodies some megabytes. */
const PAGE = 200;

const HEAD = [
  'at',
  'outcome',
  'status',
  'scimType',
  'meaning',
  'method',
  'route',
  'personId',
  'personName',
  'tokenId',
  'tokenName',
  'milliseconds',
  'deviations',
  'requestId',
  'id',
] as const;

/** The requests as text, a page at a time: whoever takes them slowly costs no memory. */
export async function* exportRequests(
  requests: RequestLogRepository,
  tenantId: string,
  filter: LineFilter,
  role: ConsoleRole,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string, void> {
  if (format === 'csv') yield csvLine(HEAD);
  let cursor: string | undefined;
  do {
    const page =
      format === 'csv'
        ? await requests.list(tenantId, filter, PAGE, cursor)
        : await requests.listExchanges(tenantId, filter, PAGE, cursor);
    yield page.items
      .map((line) =>
        format === 'csv' ? csvOf(presentLine(line, role)) : jsonOf(line as LoggedExchange, role),
      )
      .join('');
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function jsonOf(exchange: LoggedExchange, role: ConsoleRole): string {
  const { url, requestBody, responseBody } = seesPeople(role) ? exchange : withoutPeople(exchange);
  return `${JSON.stringify({ ...presentLine(exchange, role), url, requestBody, responseBody })}\n`;
}

function csvOf({ person, token, deviations, ...line }: RequestLineDto): string {
  const row = {
    ...line,
    personId: person?.id ?? null,
    personName: person?.name ?? null,
    tokenId: token.id,
    tokenName: token.name,
    deviations: deviations.join(' '),
  };
  return csvLine(HEAD.map((name) => row[name]));
}
