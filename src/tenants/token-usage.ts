import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Database } from '../database/index.js';

const WRITE_INTERVAL = 5_000;

/** Remembers when tokens were last used, and writes it down in one statement every few seconds. */
@Injectable()
export class TokenUsage implements OnModuleInit, OnApplicationShutdown {
  private used = new Map<string, { tenantId: string; at: Date }>();
  private timer: NodeJS.Timeout | undefined;

  private readonly logger = new Logger(TokenUsage.name);

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.write(), WRITE_INTERVAL);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  note(tenantId: string, tokenId: string): void {
    this.used.set(tokenId, { tenantId, at: new Date() });
  }

  /** Writes what was noted. A failure is logged and costs only these times. */
  async write(): Promise<void> {
    if (this.used.size === 0) return;
    const entries = [...this.used];
    this.used = new Map();
    try {
      await this.database.operatorQuery('noteTokenUse', [
        entries.map(([, { tenantId }]) => tenantId),
        entries.map(([id]) => id),
        entries.map(([, { at }]) => at),
      ]);
    } catch (error) {
      this.logger.warn(`The last use of API tokens could not be written: ${String(error)}`);
    }
  }
}
