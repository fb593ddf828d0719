import { ConnectionError } from './connection-error.js';
import type { HttpAnswer } from './http-connection.js';

const PASSING_FAILURES = [500, 502, 503, 504];
const RETRIES_AFTER_FAILURE = 2;
const RETRIES_AFTER_THROTTLING = 5;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait before the same request is sent again, or `undefined` when its outcome stands.
 *
 * A request that timed out is not repeated: a server that is too slow does not get more work.
 *
 * @param attempt - How often it was sent already, without the first time.
 */
export function delayBeforeRetry(outcome: HttpAnswer | ConnectionError, attempt: number): number | undefined {
  const backoff = FIRST_DELAY_MS * 4 ** Math.min(attempt, 2);
  if (outcome instanceof ConnectionError) {
    return outcome.timedOut || attempt >= RETRIES_AFTER_FAILURE ? undefined : backoff;
  }
  if (outcome.status === 429) {
    return attempt >= RETRIES_AFTER_THROTTLING ? undefined : (readRetryAfter(outcome) ?? backoff);
  }
  if (PASSING_FAILURES.includes(outcome.status)) {
    return attempt >= RETRIES_AFTER_FAILURE ? undefined : (readRetryAfter(outcome) ?? backoff);
  }
  return undefined;
}

/** RFC 9110 section 10.2.3: seconds or a date. Bounded, so that a server cannot put the run to sleep. */
function readRetryAfter({ headers }: HttpAnswer): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const delay = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, 0), LONGEST_DELAY_MS);
}
