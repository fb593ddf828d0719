import { Injectable, Logger } from '@nestjs/common';
import { v7 as makeUuid } from 'uuid';
import { Database } from '../database/index.js';
import { firstIdAt, timeOfId } from './line-id.js';
import type { LoggedRequest } from './logged-request.js';
import { RequestLogRepository } from './request-log.repository.js';
import { REQUESTS_LOGGED } from './request-log-writer.js';

/** Pages of the console that one tenant may have open at one moment, on this instance. */
const MAX_STREAMS = 20;

/** Lines that are read at once; a tenant that has more is told that it missed some. */
const MAX_READ = 500;

/**
 * How far back is read again, in milliseconds: lines of another instance may be written after later ones of this one, and
 * clocks are not the same.
 */
const OVERLAP = 2_000;

/** Takes what happens. */
export interface LiveListener {
  requests(lines: readonly LoggedRequest[]): void;
  /** Lines may be missing: look again. */
  gap(): void;
  /** The service ends. */
  end(): void;
}

/** What one tenant's open pages have seen. */
interface Feed {
  readonly listeners: Set<LiveListener>;
  /** The newest line that was read. */
  last: string;
  /** Ids of the overlap that were handed out. */
  seen: Set<string>;
  reading: Promise<void> | undefined;
  isBehind: boolean;
}

/** Hands new lines to the pages that are open, on whatever instance they were written. */
@Injectable()
export class LiveRequests {
  private readonly feeds = new Map<string, Feed>();
  private readonly logger = new Logger(LiveRequests.name);

  constructor(
    database: Database,
    private readonly requests: RequestLogRepository,
  ) {
    database.notices.on(REQUESTS_LOGGED, (tenants) => {
      for (const told of tenants.split(',')) {
        const [tenantId = '', firstId = ''] = told.split(':');
        this.read(tenantId, firstId);
      }
    });
    database.notices.onGap(() => {
      for (const tenantId of this.feeds.keys()) this.read(tenantId);
    });
  }

  /**
   * Listens to the requests of a tenant.
   *
   * @param after - The last line that the listener has seen; without it, it gets what comes from now on. It may get some
   *   lines twice.
   * @returns What ends it; `undefined` when the tenant has too many pages open already.
   */
  listen(tenantId: string, listener: LiveListener, after?: string): (() => void) | undefined {
    const feed = this.feedOf(tenantId);
    if (feed.listeners.size >= MAX_STREAMS) return undefined;
    if (after === undefined) feed.listeners.add(listener);
    else void this.resume(tenantId, feed, listener, after);
    return () => {
      feed.listeners.delete(listener);
      if (feed.listeners.size === 0 && this.feeds.get(tenantId) === feed) this.feeds.delete(tenantId);
    };
  }

  /** Ends all listening, before the service ends. */
  endAll(): void {
    for (const { listeners } of this.feeds.values()) {
      for (const listener of listeners) listener.end();
    }
  }

  private async resume(tenantId: string, feed: Feed, listener: LiveListener, after: string): Promise<void> {
    feed.listeners.add(listener);
    try {
      const missed = await this.requests.listAfter(tenantId, overlapBefore(after), MAX_READ);
      if (missed.length === MAX_READ) listener.gap();
      else listener.requests(missed);
    } catch (error) {
      this.logger.warn(`Missed lines could not be read: ${String(error)}`);
      listener.gap();
    }
  }

  private feedOf(tenantId: string): Feed {
    let feed = this.feeds.get(tenantId);
    if (feed === undefined) {
      const made: Feed = {
        listeners: new Set(),
        last: makeUuid(),
        seen: new Set(),
        reading: undefined,
        isBehind: false,
      };
      feed = made;
      this.readWith(made, () => this.passOver(tenantId, made), tenantId);
      this.feeds.set(tenantId, feed);
    }
    return feed;
  }

  /** What was written before the first page was opened is not news. */
  private async passOver(tenantId: string, feed: Feed): Promise<void> {
    const lines = await this.requests.listAfter(tenantId, beginOfOverlap(feed), MAX_READ);
    feed.seen = new Set(lines.map(({ id }) => id));
  }

  /** @param firstId - The first line of which a notice tells. One that comes too late is not read any more. */
  private read(tenantId: string, firstId = ''): void {
    const feed = this.feeds.get(tenantId);
    if (feed === undefined) return;
    if (firstId !== '' && firstId < beginOfOverlap(feed)) {
      for (const listener of feed.listeners) listener.gap();
    }
    feed.isBehind = true;
    if (feed.reading === undefined) this.readWith(feed, () => Promise.resolve(), tenantId);
  }

  /** Reads as long as notices come, one reading at a time. */
  private readWith(feed: Feed, first: () => Promise<void>, tenantId: string): void {
    const readAll = async (): Promise<void> => {
      try {
        await first();
        while (feed.isBehind) {
          feed.isBehind = false;
          await this.readSome(tenantId, feed);
        }
      } catch (error) {
        this.logger.warn(`New lines could not be read: ${String(error)}`);
        for (const listener of feed.listeners) listener.gap();
      }
    };
    feed.reading = readAll().finally(() => {
      feed.reading = undefined;
    });
  }

  private async readSome(tenantId: string, feed: Feed): Promise<void> {
    const lines = await this.requests.listAfter(tenantId, beginOfOverlap(feed), MAX_READ);
    if (lines.length === MAX_READ) {
      feed.last = makeUuid();
      feed.seen = new Set();
      for (const listener of feed.listeners) listener.gap();
      return;
    }
    const fresh = lines.filter(({ id }) => !feed.seen.has(id));
    feed.seen = new Set(lines.map(({ id }) => id));
    const newest = lines.at(-1)?.id;
    if (newest !== undefined && newest > feed.last) feed.last = newest;
    if (fresh.length === 0) return;
    for (const listener of feed.listeners) listener.requests(fresh);
  }
}

function beginOfOverlap({ last }: Feed): string {
  return overlapBefore(last);
}

function overlapBefore(id: string): string {
  return firstIdAt(new Date(timeOfId(id).getTime() - OVERLAP));
}
