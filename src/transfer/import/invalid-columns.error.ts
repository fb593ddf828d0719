/** What is wrong with a column of a file. */
export interface ColumnProblem {
  readonly column: string;
  readonly problem: string;
}

/** The headings of a CSV file are not understood: nothing of it was read. */
export class InvalidColumnsError extends Error {
  constructor(readonly columns: readonly ColumnProblem[]) {
    super('Some columns of the file are not understood, and nothing was imported.');
    this.name = 'InvalidColumnsError';
  }
}
