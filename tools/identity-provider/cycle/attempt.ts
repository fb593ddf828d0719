import { ConnectionError } from '../protocol/connection-error.js';
import { ScimFailure } from '../protocol/scim-failure.js';
import { AccountTakenError } from './account-taken-error.js';
import { writeLogEntry, type Action, type Ending, type LogEntry, type Subject } from './log-entry.js';

/** How the work on one person ended. */
export interface Outcome<S extends Subject = Subject> {
  readonly subject: S;
  readonly entry: LogEntry;
  /** A conflict may dissolve when others have been worked on; a server out of reach fails everybody. */
  readonly trouble?: 'conflict' | 'unreachable';
}

/** Does the work on one person; a failure that concerns nobody else becomes an entry of the log. */
export async function attempt<S extends Subject>(
  subject: S,
  action: Action,
  work: () => Promise<LogEntry>,
): Promise<Outcome<S>> {
  try {
    return { subject, entry: await work() };
  } catch (error) {
    return describeFailure(subject, action, error);
  }
}

/**
 * Files a failure under the action that was tried.
 *
 * @throws The failure itself when it concerns more than this person, so that the cycle stops.
 */
export function describeFailure<S extends Subject>(subject: S, action: Action, error: unknown): Outcome<S> {
  const fail = (ending: Ending): LogEntry => writeLogEntry(subject, action, 'Failure', ending);
  if (error instanceof AccountTakenError) {
    return { subject, entry: fail({ reason: error.message }), trouble: 'conflict' };
  }
  if (error instanceof ConnectionError) {
    const reason = `No answer from the server: ${error.message}`;
    return { subject, entry: fail({ reason }), trouble: 'unreachable' };
  }
  if (error instanceof ScimFailure) {
    const entry = fail({ reason: error.message, code: error.code });
    return error.status === 409 ? { subject, entry, trouble: 'conflict' } : { subject, entry };
  }
  throw error;
}
