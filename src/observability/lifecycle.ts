import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long requests that are under way at the end are waited for, in milliseconds. */
const PATIENCE = 8_000;

/** Whether the process is about to end, and what is still under way then. */
export class Lifecycle {
  private ending = false;
  private underWay = 0;
  private answered = 0;
  private whenIdle: (() => void) | undefined;

  /** How many requests have come to an end since the start. */
  get requestCount(): number {
    return this.answered;
  }

  get isDraining(): boolean {
    return this.ending;
  }

  /**
   * Makes the process not ready, and waits until every request has its answer, but not for ever.
   *
   * @returns When nothing is under way any more, or the patience is used up.
   */
  async drain(): Promise<void> {
    this.ending = true;
    if (this.underWay === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      this.whenIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Middleware: counts what is under way, and tells clients at the end to come back over another connection. */
  readonly followRequest = (_request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    this.underWay += 1;
    response.on('close', () => {
      this.underWay -= 1;
      this.answered += 1;
      if (this.underWay === 0) this.whenIdle?.();
    });
    if (this.ending) response.setHeader('Connection', 'close');
    next();
  };
}
