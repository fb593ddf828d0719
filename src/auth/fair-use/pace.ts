/** So many requests may follow each other without a pause; what comes behind is spread. */
const AT_ONCE = 20;

/**
 * Spreads a burst over a second instead of letting it come in one lump: others get their turn in between.
 *
 * This is the generic cell rate algorithm: each request moves the time at which the next one is due.
 */
export class Pace {
  /** When the next request is due, in milliseconds. */
  private due = 0;

  /** @returns How many milliseconds this request has to wait. */
  next(perSecond: number, now: number): number {
    const interval = 1000 / perSecond;
    const start = Math.max(this.due, now - AT_ONCE * interval);
    this.due = start + interval;
    return Math.max(0, start - now);
  }
}
