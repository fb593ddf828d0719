import { Logger } from '@nestjs/common';
import { OutgrownWatch } from './outgrown-watch.js';

const DAY = 24 * 60 * 60_000;

/** A watch over a service that can be told how large and how busy it is. */
function watchOf(state: { bytes: number; requestCount: number }): OutgrownWatch {
  const database = { operatorQuery: () => Promise.resolve([{ bytes: state.bytes }]) };
  return new OutgrownWatch(database as never, state as never, {
    database: { kind: 'embedded', dataDir: 'x' },
  });
}

describe('OutgrownWatch', () => {
  let warnings: string[];

  beforeEach(() => {
    warnings = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: (message: string) => warnings.push(message),
    });
  });
  afterAll(() => {
    Logger.overrideLogger(false);
  });

  it('is silent while the database is small and calm', async () => {
    const state = { bytes: 2 ** 20, requestCount: 0 };
    const watch = watchOf(state);
    for (let minute = 0; minute < 20; minute += 1) {
      state.requestCount += 60 * 50;
      await watch.look(minute * 60_000);
    }
    expect(warnings).toEqual([]);
  });

  it('warns once a day while there are many people', async () => {
    const watch = watchOf({ bytes: 300 * 2 ** 20, requestCount: 0 });
    await watch.look(0);
    await watch.look(60_000);
    expect(warnings).toEqual([expect.stringMatching(/outgrown \(300 MB of people\).*DATABASE_URL/)]);
    await watch.look(DAY);
    expect(warnings).toHaveLength(2);
  });

  it('warns when it is busy for five minutes on end, and not for a burst', async () => {
    const state = { bytes: 0, requestCount: 0 };
    const watch = watchOf(state);
    const minutes = async (count: number, perSecond: number): Promise<void> => {
      for (let minute = 0; minute < count; minute += 1) {
        state.requestCount += 60 * perSecond;
        await watch.look(minute * 60_000);
      }
    };
    await minutes(4, 150);
    await minutes(1, 10);
    await minutes(4, 150);
    expect(warnings).toEqual([]);
    await minutes(1, 150);
    expect(warnings).toEqual([expect.stringContaining('150 requests a second')]);
  });
});
