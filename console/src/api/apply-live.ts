import type { InfiniteData, Query } from '@tanstack/react-query';
import type { PeoplePage, PersonEvent, Token, TokenUseEvent } from './contract';
import { queryClient } from './query-client';
import { noteTokenUse, withLastUses } from './token-uses';

/** Shows who changed in lists that are open, and asks again for what an event does not tell. */
export function applyPerson({ id, active, at, kind }: PersonEvent): void {
  const isGone = kind === 'deleted';
  queryClient.setQueriesData<InfiniteData<PeoplePage>>({ queryKey: ['people', 'list'] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items
              .filter((person) => !isGone || person.id !== id)
              .map((person) => (person.id === id ? { ...person, active, lastModified: at } : person)),
          })),
        },
  );
  void queryClient.invalidateQueries({ queryKey: ['people', 'one', id] });
  void queryClient.invalidateQueries({ queryKey: ['people', 'history', id] });
  askAgainSoon(['people', 'list'], 2_000, isShort);
  askAgainSoon(['overview']);
}

export function applyTokenUse(use: TokenUseEvent): void {
  noteTokenUse(use);
  queryClient.setQueryData<{ items: readonly Token[] }>(['tokens'], (data) => data && withLastUses(data));
  askAgainSoon(['tokens']);
}

/** After a gap everything may be old. Long lists are cut first: each of their pages would be asked for. */
export function applyGap(): void {
  const isTold = ({ meta }: Query): boolean => meta?.live !== false;
  const predicate = (query: Query): boolean => isTold(query) && !isShort(query);
  queryClient.setQueriesData<InfiniteData<unknown>>({ predicate }, (data) =>
    data === undefined
      ? data
      : { pages: data.pages.slice(0, SHORT), pageParams: data.pageParams.slice(0, SHORT) },
  );
  void queryClient.invalidateQueries({ predicate: isTold });
}

const SHORT = 3;

/** Whether asking again takes few questions. Who has scrolled far is shown what the events tell. */
function isShort({ state: { data } }: Query): boolean {
  const pages = (data as Partial<InfiniteData<unknown>> | undefined)?.pages;
  return pages === undefined || pages.length <= SHORT;
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** A first cycle brings many events a second; one question in two seconds is enough. */
export function askAgainSoon(
  queryKey: readonly string[],
  after = 2_000,
  predicate: (query: Query) => boolean = () => true,
): void {
  const key = queryKey.join();
  if (waiting.has(key)) return;
  const ask = (): void => {
    waiting.delete(key);
    void queryClient.invalidateQueries({ queryKey, predicate });
  };
  waiting.set(key, setTimeout(ask, after));
}
