/** What happened to a record, or would happen. */
type Outcome = 'created' | 'updated' | 'unchanged' | 'conflict' | 'rejected';

/** How many records of a file came out how. */
export type ImportCounts = Readonly<Record<Outcome | 'records', number>>;

/** The answer about one record. */
export interface RecordResult {
  readonly line: number;
  readonly outcome: Outcome;
  readonly userName?: string;
  readonly externalId?: string;
  /** Why not, in words for who has made the file. */
  readonly reason?: string;
  /** The paths of the attributes that would change. */
  readonly attributes?: readonly string[];
}

/** Counts what came out, and puts it into lines of the answer. */
export class ImportReport {
  private readonly counted = { records: 0, created: 0, updated: 0, unchanged: 0, conflict: 0, rejected: 0 };

  constructor(private readonly dryRun: boolean) {}

  get counts(): ImportCounts {
    return this.counted;
  }

  /** @returns The lines about a batch: what went wrong, in a dry run everything; and how far it is. */
  add(results: readonly RecordResult[]): readonly object[] {
    for (const { outcome } of results) this.counted[outcome] += 1;
    this.counted.records += results.length;
    const worth = this.dryRun ? results : results.filter(({ reason }) => reason !== undefined);
    return [...worth, { progress: { ...this.counted } }];
  }

  /** The last line: without it the answer was cut off. */
  finish(): object {
    return { summary: { dryRun: this.dryRun, ...this.counted } };
  }
}
