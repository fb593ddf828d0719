type Step = number;
type Edges = readonly ReadonlySet<Step>[];

/**
 * Says which step comes next: the first that waits for nothing.
 *
 * A step waits for those it `needs`, and comes `after` others so that the result stays that of the request's order.
 * The latter is a wish: where it contradicts a need, or leads in a circle, it gives way.
 */
export class StepQueue {
  private readonly needs: readonly Set<Step>[];
  private readonly after: readonly Set<Step>[];
  private readonly waiting: readonly Step[][];
  private readonly finished: boolean[];
  /** No step before it is ready. */
  private firstReady = 0;
  /** All steps before it are finished. */
  private firstUnfinished = 0;

  /**
   * @param needs - Of each step, those without which it cannot be done. They lead in no circle.
   * @param after - Of each step, those after which it should be done.
   */
  constructor(needs: Edges, after: Edges) {
    this.needs = needs.map((steps) => new Set(steps));
    this.after = after.map((steps) => new Set(steps));
    this.finished = needs.map(() => false);
    const waiting: Step[][] = needs.map(() => []);
    for (const edges of [needs, after]) {
      edges.forEach((steps, step) => {
        for (const other of steps) waiting[other]?.push(step);
      });
    }
    this.waiting = waiting;
  }

  /** @returns `undefined` when all steps are finished. */
  next(): Step | undefined {
    while (this.firstReady < this.finished.length && !this.isReady(this.firstReady)) this.firstReady += 1;
    if (this.firstReady < this.finished.length) return this.firstReady;
    while (this.finished[this.firstUnfinished]) this.firstUnfinished += 1;
    return this.firstUnfinished < this.finished.length ? this.rootOf(this.firstUnfinished) : undefined;
  }

  /** The first unfinished step behind another, if it waits for nothing. */
  readyBehind(step: Step): Step | undefined {
    let behind = step + 1;
    while (this.finished[behind]) behind += 1;
    return this.isReady(behind) ? behind : undefined;
  }

  finish(step: Step): void {
    this.finished[step] = true;
    for (const other of this.waiting[step] ?? []) {
      this.needs[other]?.delete(step);
      this.after[other]?.delete(step);
      if (this.isReady(other)) this.firstReady = Math.min(this.firstReady, other);
    }
  }

  private isReady(step: Step): boolean {
    return this.finished[step] === false && this.needs[step]?.size === 0 && this.after[step]?.size === 0;
  }

  /** What a step needs first of all. */
  private rootOf(step: Step): Step {
    let root = step;
    for (;;) {
      const [need] = this.needs[root] ?? [];
      if (need === undefined) return root;
      root = need;
    }
  }
}
