import { Pace } from './pace.js';

describe('Pace', () => {
  it('lets the first twenty through at once, and spreads what follows', () => {
    const pace = new Pace();
    const waits = Array.from({ length: 24 }, () => pace.next(200, 1_000));
    expect(waits.slice(0, 21)).toEqual(Array<number>(21).fill(0));
    expect(waits.slice(21)).toEqual([5, 10, 15]);
  });

  it('asks nobody to wait who sends no more than the rate', () => {
    const pace = new Pace();
    for (let number = 0; number < 1_000; number += 1) expect(pace.next(200, number * 5)).toBe(0);
  });

  it('has nothing to forgive after a pause, and nothing saved up beyond twenty', () => {
    const pace = new Pace();
    for (let number = 0; number < 100; number += 1) pace.next(200, 0);
    const waits = Array.from({ length: 24 }, () => pace.next(200, 60_000));
    expect(waits.slice(20)).toEqual([0, 5, 10, 15]);
  });
});
