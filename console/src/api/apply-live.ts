import type { InfiniteData } from '@tanstack/react-query';
import type { PeoplePage, PersonEvent, Token, TokenUseEvent } from './contract';
import { queryClient } from './query-client';

/** Shows who changed in lists that are open, and asks again for what an event does not tell. */
export function applyPerson({ id, active, at }: PersonEvent): void {
  queryClient.setQueriesData<InfiniteData<PeoplePage>>({ queryKey: ['people', 'list'] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((person) =>
              person.id === id ? { ...person, active, lastModified: at } : person,
            ),
          })),
        },
  );
  void queryClient.invalidateQueries({ queryKey: ['people', 'one', id] });
  void queryClient.invalidateQueries({ queryKey: ['people', 'history', id] });
  askAgainSoon(['people', 'list']);
  askAgainSoon(['overview']);
}

export function applyTokenUse({ tokenId, at }: TokenUseEvent): void {
  queryClient.setQueryData<{ items: readonly Token[] }>(['tokens'], (data) =>
    data === undefined
      ? data
      : {
          ...data,
          items: data.items.map((token) =>
            token.id === tokenId ? { ...token, lastUsedAt: at, inUse: true, silentSince: null } : token,
          ),
        },
  );
  askAgainSoon(['tokens']);
}

/** After a gap everything may be old. */
export function applyGap(): void {
  void queryClient.invalidateQueries();
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** A first cycle brings many events a second; one question in two seconds is enough. */
export function askAgainSoon(queryKey: readonly string[], after = 2_000): void {
  const key = queryKey.join();
  if (waiting.has(key)) return;
  const ask = (): void => {
    waiting.delete(key);
    void queryClient.invalidateQueries({ queryKey });
  };
  waiting.set(key, setTimeout(ask, after));
}
