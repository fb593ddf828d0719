import { TenantScans } from './tenant-scans.js';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TenantScans', () => {
  it('runs one query of a tenant at a time, in their order, and those of others beside it', async () => {
    const scans = new TenantScans();
    const started: string[] = [];
    const finish: (() => void)[] = [];
    const query = (name: string) => (): Promise<string> => {
      started.push(name);
      return new Promise((resolve) => {
        finish.push(() => {
          resolve(name);
        });
      });
    };
    const results = [
      scans.run('acme', query('first')),
      scans.run('acme', query('second')),
      scans.run('globex', query('other')),
    ];
    await settle();
    expect(started).toEqual(['first', 'other']);

    for (const done of finish.splice(0)) done();
    await settle();
    expect(started).toEqual(['first', 'other', 'second']);

    for (const done of finish) done();
    expect(await Promise.all(results)).toEqual(['first', 'second', 'other']);
  });

  it('goes on after a query that failed', async () => {
    const scans = new TenantScans();
    await expect(scans.run('acme', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await scans.run('acme', () => Promise.resolve(1))).toBe(1);
  });
});
