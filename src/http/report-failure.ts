import { Logger } from '@nestjs/common';
import type { Request } from 'express';

const logger = new Logger('Failures');

/**
 * Writes a failure that somebody has to look at into the log, under the id of its request. The parameters of statements
 * are personal data and are left out.
 */
export function reportFailure(request: Request & { readonly requestId?: string }, error: unknown): void {
  const { method, requestId } = request;
  logger.error({ requestId, message: `${method} failed` }, stackOf(error));
}

/** The stack of an error and of what caused it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
