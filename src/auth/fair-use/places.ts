/** A number of places that are taken and given back; who finds none waits for the next one, in order. */
export class Places {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** @param enter - Called when there is a place: at once, or later. */
  take(enter: () => void): void {
    if (this.free === 0) {
      this.waiting.push(enter);
      return;
    }
    this.free -= 1;
    enter();
  }

  /** Gives a place back; whoever waits longest gets it. */
  leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
