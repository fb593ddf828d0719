import type { LoggerService } from '@nestjs/common';
import type { AppLogger } from './logger.js';

/** Hands Nest's own messages to our logger; what it says about its start is for debugging only. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: AppLogger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }

  /** @param message - A text, or an object with a `message` and what else the line shall have. */
  error(message: unknown, stack?: unknown): void {
    if (typeof message === 'object' && message !== null && 'message' in message) {
      const { message: text, ...line } = message;
      this.logger.error({ ...line, stack }, String(text));
    } else this.logger.error({ stack }, String(message));
  }

  warn(message: unknown): void {
    this.logger.warn(String(message));
  }

  debug(message: unknown): void {
    this.logger.debug(String(message));
  }

  verbose(message: unknown): void {
    this.logger.trace(String(message));
  }
}
