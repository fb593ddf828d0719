import { ByteList } from './byte-list.js';
import type { Exchange, ExchangeOwner } from './exchange.js';
import { textOfLine } from './line-text.js';
import { makeLine, outcomeOf } from './make-line.js';

/** Lines and bytes that may wait to be written; what comes beyond is counted, and dropped. */
export const MAX_LINES = 5_000;
const MAX_BYTES = 16_777_216;

/** Lines of one tenant among these: whoever sends without a pause must not push out the lines of all others. */
const MAX_OF_TENANT = MAX_LINES / 2;

/** What happened to the requests of a tenant since the last write. */
export interface Counts {
  total: number;
  failed: number;
  dropped: number;
  unknownTokens: number;
}

/** What waits to be written for one tenant. */
export interface TenantBatch {
  /** Its lines, as {@link textOfLine} makes them. */
  readonly texts: ByteList;
  lines: number;
  /** The smallest of their ids. */
  firstId: string | undefined;
  readonly counts: Counts;
}

/** The lines that wait to be written, within bounds. */
export class LineQueue {
  private batches = new Map<string, TenantBatch>();
  private lines = 0;
  private bytes = 0;
  /** What {@link take} has handed out and is not written yet: it holds memory, too. */
  private underWay = { lines: 0, bytes: 0 };

  get length(): number {
    return this.lines;
  }

  get isEmpty(): boolean {
    return this.batches.size === 0;
  }

  private get isFull(): boolean {
    const { lines, bytes } = this.underWay;
    return this.lines + lines >= MAX_LINES || this.bytes + bytes >= MAX_BYTES;
  }

  /**
   * @returns Whether its line is kept. The exchange counts in any case.
   * @throws What {@link makeLine} throws; then it is not kept.
   */
  add(owner: ExchangeOwner, exchange: Exchange): boolean {
    const batch = this.batchOf(owner.tenantId);
    const { counts } = batch;
    counts.total += 1;
    if (exchange.isCutOff || outcomeOf(exchange.status) !== 'success') counts.failed += 1;
    if (exchange.refusal === 'unknown') counts.unknownTokens += 1;
    counts.dropped += 1;
    if (batch.lines >= MAX_OF_TENANT || this.isFull) return false;
    const line = makeLine(owner, exchange);
    this.bytes += batch.texts.append(textOfLine(line));
    batch.firstId ??= line.id;
    batch.lines += 1;
    this.lines += 1;
    counts.dropped -= 1;
    return true;
  }

  /** Hands everything out that waits; {@link release} ends it. */
  take(): ReadonlyMap<string, TenantBatch> {
    const { batches } = this;
    this.batches = new Map();
    this.underWay = { lines: this.lines, bytes: this.bytes };
    this.lines = 0;
    this.bytes = 0;
    return batches;
  }

  release(): void {
    this.underWay = { lines: 0, bytes: 0 };
  }

  /** Counts what could not be written with the next write. */
  putBackCounts(tenantId: string, counts: Counts, dropped: number): void {
    const into = this.batchOf(tenantId).counts;
    into.total += counts.total;
    into.failed += counts.failed;
    into.unknownTokens += counts.unknownTokens;
    into.dropped += counts.dropped + dropped;
  }

  private batchOf(tenantId: string): TenantBatch {
    let batch = this.batches.get(tenantId);
    if (batch === undefined) {
      batch = {
        texts: new ByteList(),
        lines: 0,
        firstId: undefined,
        counts: { total: 0, failed: 0, dropped: 0, unknownTokens: 0 },
      };
      this.batches.set(tenantId, batch);
    }
    return batch;
  }
}
