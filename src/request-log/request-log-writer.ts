import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { Exchange, ExchangeOwner } from './exchange.js';
import { LineQueue } from './line-queue.js';
import type { TenantBatch } from './line-queue.js';
import { UnknownTokens } from './unknown-tokens.js';
import { writeLines } from './write-lines.js';

/** The topic of notices about new lines; the payload is tenants with commas, each with its first new line: `id:line`. */
export const REQUESTS_LOGGED = 'requests';

const WRITE_INTERVAL = 500;
const MINUTE = 60_000;
/** As many lines that wait are written at once. */
const ENOUGH = 500;
/** Tenants that fit into one notice. */
const NOTICE_TENANTS = 100;

/**
 * Writes lines in batches, off the path of the answers. When it cannot keep up, it drops lines and counts them: nobody
 * waits for it, and nothing fails because of it.
 */
@Injectable()
export class RequestLogWriter implements OnModuleInit, OnApplicationShutdown {
  private readonly queue = new LineQueue();
  private readonly droppedBy = new Map<string, number>();
  private readonly logger = new Logger(RequestLogWriter.name);
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private total = 0;
  private untold = 0;
  private toldAt = 0;

  constructor(
    private readonly database: Database,
    private readonly unknownTokens: UnknownTokens,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.flush(), WRITE_INTERVAL);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.flush();
  }

  /** Lines that this instance has dropped since it began, of all tenants. */
  get dropped(): number {
    return this.total;
  }

  /** Lines of a tenant that this instance has dropped since it began. */
  droppedOf(tenantId: string): number {
    return this.droppedBy.get(tenantId) ?? 0;
  }

  /** Takes an exchange that is over. Never throws: nobody is left who could be told. */
  add(owner: ExchangeOwner, exchange: Exchange): void {
    try {
      if (!this.queue.add(owner, exchange)) {
        this.noteDropped(owner.tenantId, 1);
        this.untold += 1;
      }
    } catch (error) {
      // Its message may have a part of the request in it.
      this.logger.error(`A request could not be put into words: ${error instanceof Error ? error.name : ''}`);
      this.noteDropped(owner.tenantId, 1);
    }
    if (this.queue.length >= ENOUGH && this.writing === undefined) void this.flush();
  }

  /** Writes what waits. One that is under way already is waited for instead. */
  flush(): Promise<void> {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  private async write(): Promise<void> {
    await this.addUnknown();
    this.tellDropped();
    if (this.queue.isEmpty) return;
    const written: string[] = [];
    for (const [tenantId, batch] of this.queue.take()) {
      if (await this.writeBatch(tenantId, batch)) written.push(`${tenantId}:${batch.firstId ?? ''}`);
    }
    this.queue.release();
    for (let index = 0; index < written.length; index += NOTICE_TENANTS) {
      const tenants = written.slice(index, index + NOTICE_TENANTS).join(',');
      this.database.notices.mention(REQUESTS_LOGGED, tenants);
    }
  }

  private async writeBatch(tenantId: string, batch: TenantBatch): Promise<boolean> {
    try {
      await writeLines(this.database, tenantId, batch);
      return true;
    } catch (error) {
      const { lines, counts } = batch;
      this.logger.warn(`${lines} lines of the request log could not be written: ${String(error)}`);
      this.noteDropped(tenantId, lines);
      this.queue.putBackCounts(tenantId, counts, lines);
      return false;
    }
  }

  /** Wrong tokens that name a token of a tenant are told to that tenant. */
  private async addUnknown(): Promise<void> {
    for (const { owner, exchange } of await this.unknownTokens.takeOwned()) {
      this.add(owner, exchange);
    }
  }

  private noteDropped(tenantId: string, lines: number): void {
    this.total += lines;
    this.droppedBy.set(tenantId, this.droppedOf(tenantId) + lines);
  }

  /** The operator hears of it once a minute. */
  private tellDropped(): void {
    const now = Date.now();
    if (this.untold === 0 || now - this.toldAt < MINUTE) return;
    this.logger.warn(
      `${this.untold} lines of the request log were dropped: they come faster than they can be written. ` +
        'The requests themselves were answered, and are counted.',
    );
    this.untold = 0;
    this.toldAt = now;
  }
}
