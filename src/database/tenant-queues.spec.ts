import { TenantQueues } from './tenant-queues.js';

/** Work that is done when it is told so. */
function openWork(): { readonly work: () => Promise<string>; readonly finish: () => void; started: boolean } {
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const open = {
    started: false,
    work: async (): Promise<string> => {
      open.started = true;
      await done;
      return 'done';
    },
    finish: () => {
      finish();
    },
  };
  return open;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TenantQueues', () => {
  it.each([
    [10, 5],
    [5, 3],
    [1, 1],
  ])('of %i connections lets one tenant have %i', async (connections, places) => {
    const queues = new TenantQueues(connections);
    const works = Array.from({ length: places + 2 }, openWork);
    const results = works.map(({ work }) => queues.run('acme', work));
    await settle();
    expect(works.filter(({ started }) => started)).toHaveLength(places);

    works[0]?.finish();
    await settle();
    expect(works.filter(({ started }) => started)).toHaveLength(places + 1);

    for (const { finish } of works) finish();
    expect(await Promise.all(results)).toEqual(works.map(() => 'done'));
  });

  it('does not let one tenant wait for another', async () => {
    const queues = new TenantQueues(2);
    const [first, second, other] = [openWork(), openWork(), openWork()];
    const results = [
      queues.run('acme', first.work),
      queues.run('acme', second.work),
      queues.run('globex', other.work),
    ];
    await settle();
    expect([first.started, second.started, other.started]).toEqual([true, false, true]);
    for (const { finish } of [first, second, other]) finish();
    await Promise.all(results);
  });

  it('goes on after work that failed', async () => {
    const queues = new TenantQueues(1);
    await expect(queues.run('acme', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queues.run('acme', () => Promise.resolve(1))).toBe(1);
  });
});
