/** Places that are taken and given back; who finds none waits for the next one, in order. */
export class Places {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  /** @param capacity - How many there are; asked each time, since it may change. */
  constructor(private readonly capacity: () => number) {}

  get areAllFree(): boolean {
    return this.taken === 0;
  }

  /** @param enter - Called when there is a place: at once, or later. */
  take(enter: () => void): void {
    this.waiting.push(enter);
    this.fill();
  }

  /** Gives a place back; whoever waits longest gets it. */
  leave(): void {
    this.taken -= 1;
    this.fill();
  }

  private fill(): void {
    while (this.taken < this.capacity()) {
      const enter = this.waiting.shift();
      if (enter === undefined) return;
      this.taken += 1;
      enter();
    }
  }
}
