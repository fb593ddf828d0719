/** Hears what was told under a topic. */
export type NoticeHandler = (payload: string) => void;

/**
 * Tells all instances of the service, this one included, that something has changed, so that what they keep in memory
 * is never older than the last notice.
 */
export interface Notices {
  /**
   * Whether every notice arrives. While it is `false`, an instance must not trust what it keeps.
   */
  readonly areHeard: boolean;

  on(topic: string, handler: NoticeHandler): void;

  /** @param handler - Called when notices may have been missed: forget everything. */
  onGap(handler: () => void): void;

  /**
   * @returns When every instance has heard it, or after `MAX_WAIT`: longer than that, no instance may trust what it
   *   keeps without looking.
   */
  tell(topic: string, payload: string): Promise<void>;

  /**
   * Tells all instances of something that may be missed: nobody confirms, and nobody waits. Costs a message, and is
   * left out while there is no connection.
   */
  mention(topic: string, payload: string): void;

  close(): Promise<void>;
}

/** How long an instance may keep something without asking again, and so how long a notice waits for the slowest one. */
export const MAX_WAIT = 5_000;

/** The handlers of one instance. */
export class Handlers {
  private readonly byTopic = new Map<string, NoticeHandler[]>();
  private readonly forGaps: (() => void)[] = [];

  on(topic: string, handler: NoticeHandler): void {
    this.byTopic.set(topic, [...(this.byTopic.get(topic) ?? []), handler]);
  }

  onGap(handler: () => void): void {
    this.forGaps.push(handler);
  }

  hear(topic: string, payload: string): void {
    for (const handler of this.byTopic.get(topic) ?? []) handler(payload);
  }

  missSome(): void {
    for (const handler of this.forGaps) handler();
  }
}
