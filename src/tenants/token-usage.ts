import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Database } from '../database/index.js';
import { addressRangeOf } from './address-range.js';
import { classifyClient } from './client-class.js';

/** Who used a token, as the request tells it. */
export interface TokenClient {
  readonly address: string;
  readonly userAgent: string | undefined;
}

interface Use extends TokenClient {
  readonly tenantId: string;
  /** In milliseconds. */
  at: number;
  /** When the address was looked at. */
  readonly lookedAt: number;
}

const WRITE_INTERVAL = 5_000;
const SAME_CLIENT = 1_000;

/** Remembers when and from where tokens were last used, and writes it down in one statement every few seconds. */
@Injectable()
export class TokenUsage implements OnModuleInit, OnApplicationShutdown {
  private used = new Map<string, Use>();
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

  /** Costs nothing but memory, of the last use of each token; from where it came is looked at once a second. */
  note(tenantId: string, tokenId: string, client: TokenClient): void {
    const now = Date.now();
    const noted = this.used.get(tokenId);
    if (noted !== undefined && noted.userAgent === client.userAgent && now - noted.lookedAt < SAME_CLIENT) {
      noted.at = now;
      return;
    }
    this.used.set(tokenId, {
      tenantId,
      at: now,
      lookedAt: now,
      address: client.address,
      userAgent: client.userAgent,
    });
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
        entries.map(([, { at }]) => new Date(at)),
        entries.map(([, { address }]) => addressRangeOf(address)),
        entries.map(([, { userAgent }]) => classifyClient(userAgent)),
      ]);
    } catch (error) {
      this.logger.warn(`The last use of API tokens could not be written: ${String(error)}`);
    }
  }
}
