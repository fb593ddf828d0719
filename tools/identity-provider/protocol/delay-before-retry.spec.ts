import { ConnectionError } from './connection-error.js';
import { delayBeforeRetry } from './delay-before-retry.js';

const answer = (status: number, retryAfter?: string) => ({
  status,
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  body: '',
});

describe('delayBeforeRetry', () => {
  it.each([
    ['a success', answer(200), 0, undefined],
    ['a refusal', answer(409), 0, undefined],
    ['a verb that is not there', answer(501), 0, undefined],
    ['a failing server', answer(500), 0, 500],
    ['a server that still fails', answer(503), 1, 2_000],
    ['a server that fails for the third time', answer(503), 2, undefined],
    ['a server that says when', answer(503, '7'), 0, 7_000],
    ['throttling', answer(429, '3'), 4, 3_000],
    ['throttling without a time', answer(429), 4, 8_000],
    ['throttling without an end', answer(429, '3'), 5, undefined],
    ['a time that is too long', answer(429, '86400'), 0, 60_000],
    ['a date that is past', answer(429, 'Mon, 01 Jan 2024 00:00:00 GMT'), 0, 0],
    ['a time that is none', answer(429, 'soon'), 0, 500],
    ['a hang-up', new ConnectionError('ECONNRESET', 'socket hang up'), 1, 2_000],
    ['a third hang-up', new ConnectionError('ECONNRESET', 'socket hang up'), 2, undefined],
    ['a time-out', new ConnectionError('ETIMEDOUT', 'no answer'), 0, undefined],
  ])('after %s', (_, outcome, attempt, delay) => {
    expect(delayBeforeRetry(outcome, attempt)).toBe(delay);
  });
});
