import type { LogLine, Outcome } from '../../api/contract';

/** The filters of the log, as they stand in the address. */
export interface LogSearch {
  readonly from?: string;
  readonly to?: string;
  readonly outcome?: Outcome;
  readonly method?: string;
  readonly person?: string;
  readonly tokenId?: string;
  readonly requestId?: string;
  readonly text?: string;
  /** The request whose detail is open. */
  readonly line?: string;
}

const TEXTS = ['from', 'to', 'method', 'person', 'tokenId', 'requestId', 'text', 'line'] as const;
const OUTCOMES: readonly unknown[] = ['success', 'refused', 'failed'];

export function readLogSearch(search: Record<string, unknown>): LogSearch {
  const texts = TEXTS.filter(
    (name) => ['string', 'number'].includes(typeof search[name]) && search[name] !== '',
  )
    .map((name) => [name, String(search[name])] as const)
    .filter(([name, value]) => (name !== 'from' && name !== 'to') || !Number.isNaN(Date.parse(value)));
  const { outcome } = search;
  return {
    ...(Object.fromEntries(texts) as Partial<Record<(typeof TEXTS)[number], string>>),
    ...(OUTCOMES.includes(outcome) && { outcome: outcome as Outcome }),
  };
}

/** What the server is asked for; the open line is no filter. */
export function filtersOf({ line: _line, ...filters }: LogSearch): Omit<LogSearch, 'line'> {
  return filters;
}

/** Whether a line that just arrived belongs into what is shown. The server decides anew with the next question. */
export function matches(
  line: LogLine,
  { from, to, outcome, method, person, tokenId, requestId, text }: LogSearch,
): boolean {
  const at = Date.parse(line.at);
  return (
    (from === undefined || at >= Date.parse(from)) &&
    (to === undefined || at < Date.parse(to)) &&
    (outcome === undefined || line.outcome === outcome) &&
    (method === undefined || line.method === method) &&
    (person === undefined || line.person?.id === person || includes(line.person?.name, person)) &&
    (tokenId === undefined || line.token.id === tokenId) &&
    (requestId === undefined || line.requestId === requestId) &&
    (text === undefined ||
      [line.scimType, line.requestId].includes(text) ||
      includes(line.meaning, text) ||
      includes(line.person?.name, text))
  );
}

function includes(whole: string | null | undefined, part: string): boolean {
  return whole?.toLowerCase().includes(part.toLowerCase()) ?? false;
}
