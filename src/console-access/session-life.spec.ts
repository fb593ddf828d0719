import { isAlive, isSeenAnew } from './session-life.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const inSeconds = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

describe('a session', () => {
  it.each([
    // last seen, the end, signed out, whether it is alive
    [0, 43_200, null, true],
    [-1_799, 43_200, null, true],
    [-1_800, 43_200, null, false],
    [-1, 1, null, true],
    [-1, 0, null, false],
    [-1, -1, null, false],
    [-1, 43_200, -1, false],
  ])('seen %i s ago, with its end in %i s, signed out at %s: alive is %s', (seen, end, ended, alive) => {
    const endedAt = ended === null ? null : inSeconds(ended);
    expect(isAlive({ lastSeenAt: inSeconds(seen), expiresAt: inSeconds(end), endedAt }, NOW)).toBe(alive);
  });

  it.each([
    [0, false],
    [-59, false],
    [-60, true],
    // Another instance whose clock is ahead.
    [5, false],
  ])('seen %i s ago is written down again: %s', (seen, anew) => {
    expect(isSeenAnew({ lastSeenAt: inSeconds(seen) }, NOW)).toBe(anew);
  });
});
