import { QueryFailedError } from 'typeorm';

/** The database cannot be reached, or is not able to answer just now. */
export class DatabaseUnavailableError extends Error {
  constructor(options?: ErrorOptions) {
    super('The database cannot be reached.', options);
    this.name = 'DatabaseUnavailableError';
  }
}

const UNIQUE_VIOLATION = '23505';

/** The code of a statement that was stopped, because it took longer than one may. */
export const QUERY_CANCELED = '57014';

/** Whether a statement failed because a unique constraint of this name forbade it. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const { code, constraint: violated } = driverErrorOf(error);
  return code === UNIQUE_VIOLATION && violated === constraint;
}

/** Codes of statements that failed because others were at the same rows at the same moment. */
const FOREIGN_KEY_VIOLATION = '23503';
const OVERTAKEN = [FOREIGN_KEY_VIOLATION, '40001', '40P01'];

/**
 * Whether a statement failed because another one was faster: a row that it refers to, or that nothing should refer to
 * any more, is not as it was read a moment ago; or the two waited for each other. What it wanted has to be computed
 * anew.
 */
export function isOvertaken(error: unknown): boolean {
  const { code } = driverErrorOf(error);
  return typeof code === 'string' && OVERTAKEN.includes(code);
}

/** The name of the unique constraint that a statement violated, if it failed by that. */
export function violatedUniqueness(error: unknown): string | undefined {
  const { code, constraint } = driverErrorOf(error);
  return code === UNIQUE_VIOLATION && typeof constraint === 'string' ? constraint : undefined;
}

/** Whether a statement failed with this error code of PostgreSQL. */
export function hasCode(error: unknown, code: string): boolean {
  return driverErrorOf(error).code === code;
}

/**
 * Whether the connection failed rather than the statement: refused, reset, no free one in time, or PostgreSQL
 * starting up or shutting down (class 08 and 57P of its error codes).
 */
export function isConnectionFailure(error: unknown): boolean {
  const { code, message } = driverErrorOf(error);
  if (typeof code === 'string') {
    return /^(08|57P0|53300)/.test(code) || /^(ECONN|EPIPE|ENOENT|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)/.test(code);
  }
  return (
    typeof message === 'string' &&
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(message)
  );
}

interface DriverError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: unknown;
}

function driverErrorOf(error: unknown): DriverError {
  const driverError: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return typeof driverError === 'object' && driverError !== null ? driverError : {};
}
