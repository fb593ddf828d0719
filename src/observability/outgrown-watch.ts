import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';
import { Database } from '../database/index.js';
import { Lifecycle } from './lifecycle.js';

const INTERVAL = 60_000;
/** Said once, and again as long as nobody does anything about it. */
const REPEAT_AFTER = 24 * 60 * 60_000;

/** About 50,000 people with all attributes that Entra ID maps by default. */
const LARGE_BYTES = 256 * 2 ** 20;
/** A tenth of what two cores carry with the embedded database (docs/performance.md), for so many minutes on end. */
const BUSY_PER_SECOND = 100;
const BUSY_MINUTES = 5;

/** Warns when the embedded database, which is for one process and for trying things out, has been outgrown. */
@Injectable()
export class OutgrownWatch implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(OutgrownWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private requestCount = 0;
  private busyMinutes = 0;
  private saidAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Pick<Config, 'database'>,
  ) {}

  onModuleInit(): void {
    if (this.config.database.kind !== 'embedded') return;
    this.timer = setInterval(() => void this.look(Date.now()), INTERVAL);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /**
   * Looks at the last minute.
   *
   * @param now - In milliseconds.
   */
  async look(now: number): Promise<void> {
    const { requestCount } = this.lifecycle;
    const perSecond = (requestCount - this.requestCount) / (INTERVAL / 1000);
    this.requestCount = requestCount;
    this.busyMinutes = perSecond > BUSY_PER_SECOND ? this.busyMinutes + 1 : 0;
    const reason =
      this.busyMinutes >= BUSY_MINUTES ? `${Math.round(perSecond)} requests a second` : await this.size();
    if (reason === undefined || now - this.saidAt < REPEAT_AFTER) return;
    this.saidAt = now;
    this.logger.warn(
      `The embedded database has been outgrown (${reason}). Set DATABASE_URL to a PostgreSQL server; ` +
        'docs/operations.md says how to take the data along.',
    );
  }

  private async size(): Promise<string | undefined> {
    try {
      const [row] = await this.database.operatorQuery<{ bytes: number }>('sizeOfUsers', [true]);
      const bytes = row?.bytes ?? 0;
      return bytes > LARGE_BYTES ? `${Math.round(bytes / 2 ** 20)} MB of people` : undefined;
    } catch {
      // Whoever uses the database notices, and says so.
      return undefined;
    }
  }
}
