const MINUTE = 60_000;

/** How long a session lives without a request. */
const IDLE = 30 * MINUTE;

/** How long a session lives in any case. */
export const LONGEST = 12 * 60 * MINUTE;

/** How exactly it is known when a session was last seen: this saves a write for most requests. */
const SEEN_INTERVAL = MINUTE;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** Whether a session still opens the console. */
export function isAlive({ lastSeenAt, expiresAt, endedAt }: SessionTimes, now: Date): boolean {
  return endedAt === null && now < expiresAt && now.getTime() - lastSeenAt.getTime() < IDLE;
}

/** Whether it has to be written down that a session was seen just now. */
export function isSeenAnew({ lastSeenAt }: Pick<SessionTimes, 'lastSeenAt'>, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= SEEN_INTERVAL;
}
