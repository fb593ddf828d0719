import { LinkKeeper } from './link-keeper.js';
import type { LinkStore } from './link-store.js';
import type { Links } from './link-table.js';

const link = { id: 'id-1', disabled: false, userPrincipalName: 'x' };

describe('LinkKeeper', () => {
  let saved: Links[];
  let store: LinkStore;

  beforeEach(() => {
    saved = [];
    store = {
      load: () => Promise.resolve({}),
      save: (_, links) => Promise.resolve(saved.push(links)).then(() => undefined),
    };
  });

  it('saves in the middle of a run, once for each change', async () => {
    const keeper = await LinkKeeper.open(store, 'https://a.example', 0);

    keeper.links.keep('a', link);
    await Promise.all([keeper.saveIfDue(), keeper.saveIfDue()]);
    await keeper.saveIfDue();
    await keeper.save();

    expect(saved).toEqual([{ a: link }]);
  });

  it('saves no more often than it should, but always at the end', async () => {
    const keeper = await LinkKeeper.open(store, 'https://a.example', 60_000);

    keeper.links.keep('a', link);
    await keeper.saveIfDue();
    expect(saved).toEqual([]);

    await keeper.save();
    expect(saved).toEqual([{ a: link }]);
  });

  it('saves what was changed while it was saving', async () => {
    const keeper = await LinkKeeper.open(store, 'https://a.example', 0);

    keeper.links.keep('a', link);
    const saving = keeper.save();
    keeper.links.keep('b', { ...link, id: 'id-2' });
    await saving;
    await keeper.save();

    expect(saved.at(-1)).toEqual({ a: link, b: { ...link, id: 'id-2' } });
  });
});
