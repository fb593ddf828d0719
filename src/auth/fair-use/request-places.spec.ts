import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { DatabaseConfig, RateLimit } from '../../../config/index.js';
import { RequestPlaces } from './request-places.js';

const RATE_LIMIT: RateLimit = { perSecond: 1_000, burst: 1_000 };

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A request that waits for a place, and its answer. */
class Visit {
  readonly answer = Object.assign(new EventEmitter(), { closed: false });
  hasPlace = false;

  constructor(places: RequestPlaces, tenant: string) {
    void places
      .take({ tenantId: tenant, settings: { rateLimit: null } }, this.answer as unknown as ServerResponse)
      .then(() => {
        this.hasPlace = true;
      });
  }

  leave(): void {
    this.answer.closed = true;
    this.answer.emit('close');
  }
}

function visits(places: RequestPlaces, tenant: string, count: number): readonly Visit[] {
  return Array.from({ length: count }, () => new Visit(places, tenant));
}

const served = (all: readonly Visit[]): number => all.filter(({ hasPlace }) => hasPlace).length;

const server = (poolSize: number): { readonly database: DatabaseConfig; readonly rateLimit: RateLimit } => ({
  database: { kind: 'server', url: 'postgres://nowhere', poolSize },
  rateLimit: RATE_LIMIT,
});

describe('RequestPlaces', () => {
  it.each([
    [server(10), 8],
    [server(5), 3],
    [server(1), 2],
    [{ database: { kind: 'embedded', dataDir: 'memory://' }, rateLimit: RATE_LIMIT } as const, 2],
  ])('with %j, a tenant that is alone has %j', async (config, count) => {
    const places = new RequestPlaces(config);
    const all = visits(places, 'acme', count + 2);
    await settle();
    expect(served(all)).toBe(count);

    all[0]?.leave();
    await settle();
    expect(served(all)).toBe(count + 1);
  });

  it('gives a tenant half of the connections as long as another one has requests under way', async () => {
    const places = new RequestPlaces(server(10));
    const [other] = visits(places, 'other', 1);
    const all = visits(places, 'acme', 10);
    await settle();
    expect(served(all)).toBe(5);

    other?.leave();
    all[0]?.leave();
    await settle();
    expect(served(all)).toBe(9);
  });

  it('does not let one tenant wait for another', async () => {
    const places = new RequestPlaces(server(4));
    visits(places, 'greedy', 20);
    const calm = visits(places, 'calm', 1);
    await settle();
    expect(served(calm)).toBe(1);
  });

  it('gives the place of a client that went away while it waited to the next one', async () => {
    const places = new RequestPlaces(server(2));
    const [first, second, gone, last] = visits(places, 'acme', 4);
    gone?.leave();
    await settle();
    first?.leave();
    second?.leave();
    await settle();
    expect(last?.hasPlace).toBe(true);
  });
});
