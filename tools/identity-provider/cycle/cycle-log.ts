import type { Outcome } from './attempt.js';
import type { LogEntry } from './log-entry.js';

/** How far a cycle is, for a progress bar. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Twenty in a row without an answer: the server is gone, and asking it about everybody else takes hours. */
const UNREACHABLE_LIMIT = 20;

/** The server went away in the middle of a cycle. The next run goes on from there. */
export class ServerGoneError extends Error {
  constructor() {
    super(`The server has not answered for ${UNREACHABLE_LIMIT} people in a row. Run again when it is back.`);
    this.name = new.target.name;
  }
}

/** The provisioning log while it is written. */
export class CycleLog {
  readonly entries: LogEntry[] = [];
  private unreachableInARow = 0;

  constructor(
    private readonly total: number,
    private readonly onProgress: (progress: Progress) => void,
  ) {
    onProgress({ done: 0, total });
  }

  /** @throws {@link ServerGoneError} when it makes no sense to go on. */
  record({ entry, trouble }: Outcome): void {
    this.entries.push(entry);
    this.onProgress({ done: this.entries.length, total: this.total });
    this.unreachableInARow = trouble === 'unreachable' ? this.unreachableInARow + 1 : 0;
    if (this.unreachableInARow >= UNREACHABLE_LIMIT) throw new ServerGoneError();
  }
}
