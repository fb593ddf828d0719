import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { pretty } from './pretty.js';
import { requestContext } from './request-context.js';

export type AppLogger = Logger;

/**
 * Makes the logger: JSON lines, or text for people on a terminal. Every line of a request carries its id.
 *
 * Bodies, tokens, names and addresses are never handed to it.
 */
export function createLogger(level: string, destination?: DestinationStream): AppLogger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: (line: object) => {
      const requestId = requestContext.getStore()?.requestId;
      return requestId === undefined || 'requestId' in line ? {} : { requestId };
    },
  };
  const stream = destination ?? (process.stdout.isTTY ? pretty() : undefined);
  return stream === undefined ? pino(options) : pino(options, stream);
}
