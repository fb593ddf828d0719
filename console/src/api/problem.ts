export interface ProblemBody {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly help?: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
}

/** A call that the server refused, or that did not reach it. The message says what to do next. */
export class Problem extends Error {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly help: string | undefined;
  readonly errors: readonly { readonly field: string; readonly problem: string }[];

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? wordsOf(status));
    this.name = 'Problem';
    this.status = status;
    this.help = body.help;
    this.errors = body.errors ?? [];
  }

  /** What is wrong with one field of a form. */
  of(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.problem;
  }
}

function wordsOf(status: number): string {
  if (status === 0)
    return 'The server cannot be reached. Check your connection; this page tries again by itself.';
  if (status === 401) return 'You are signed out. Open a new console link to sign in again.';
  if (status === 429) return 'That was too much at once. Wait a few seconds and try again.';
  return `The server answered ${status}. Try again; if it stays so, tell your operator the time and what you did.`;
}
