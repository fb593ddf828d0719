import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { pretty } from './pretty.js';

export type AppLogger = Logger;

const BUFFER_BYTES = 8_192;

/** How long a line may wait, in milliseconds. */
const FLUSH_INTERVAL = 500;

/**
 * Makes the logger: JSON lines, or text for people on a terminal.
 *
 * Bodies, tokens, names and addresses are never handed to it.
 */
export function createLogger(level: string, destination?: DestinationStream): AppLogger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination ?? (process.stdout.isTTY ? pretty() : buffered()));
}

/** Lines go out some at a time, and the rest when the process ends: a line of its own system call costs a request more. */
function buffered(): DestinationStream {
  const stream = pino.destination({ sync: false, minLength: BUFFER_BYTES });
  setInterval(() => {
    stream.flush();
  }, FLUSH_INTERVAL).unref();
  return stream;
}
