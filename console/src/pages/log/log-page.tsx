import { Button, Group, Switch, Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { IconDownload } from '@tabler/icons-react';
import { apiUrl, query } from '../../api/addresses';
import { call } from '../../api/call';
import type { LogLine, Page } from '../../api/contract';
import { useLive } from '../../api/live';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { VirtualRows } from '../../ui/virtual-rows';
import { LogDrawer } from './log-drawer';
import { LogFilters } from './log-filters';
import { LogRow } from './log-row';
import { filtersOf, matches, readLogSearch } from './log-search';
import type { LogSearch } from './log-search';

const route = getRouteApi('/log');

/** Lines that a page may have which stays open, and how many are left when it has more. */
const MOST_LIVE = 600;
const KEPT_LIVE = 500;

/** How often new lines are read out, in milliseconds. */
const ANNOUNCED_EVERY = 5_000;

export function LogPage() {
  // The router leaves in what its own reading of the address has left out.
  const search = readLogSearch({ ...route.useSearch() });
  const navigate = route.useNavigate();
  const [isLive, setLive] = useState(true);
  const filters = filtersOf(search);
  const { lines, fresh } = useLogLines(filters, isLive);
  const announced = useThrottledValue(fresh.length, ANNOUNCED_EVERY);
  const set = (next: LogSearch): void => void navigate({ search: next, replace: true });
  const exportUrl = (format: string): string => apiUrl(`/requests/export${query({ ...filters, format })}`);
  return (
    <PageFrame
      title="Provisioning log"
      about="Every request of your identity provider, what it meant, and what came of it."
      actions={['csv', 'jsonl'].map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={exportUrl(format)}
          download=""
        >
          {format === 'csv' ? 'Export CSV' : 'Export JSON lines'}
        </Button>
      ))}
    >
      <LogFilters search={search} onChange={set} />
      <Group justify="space-between">
        <Switch
          label="Live: show new requests as they come"
          checked={isLive}
          onChange={({ currentTarget }) => setLive(currentTarget.checked)}
        />
        <Text size="sm" c="dimmed" role="status">
          {announced === 0 ? '' : `${announced} new since you opened this page`}
        </Text>
      </Group>
      <ProblemAlert error={lines.error} onRetry={() => void lines.refetch()} />
      {lines.isPending && <Loading lines={8} />}
      {lines.data && (
        <section className="card bare" aria-label="Requests">
          <div className="row log-row row-head" aria-hidden>
            <span>Time</span>
            <span>Outcome</span>
            <span>What it meant</span>
            <span>Token</span>
            <span>Took</span>
          </div>
          {lines.data.items.length === 0 && !lines.hasNextPage ? (
            <NothingFound isFiltered={Object.keys(filters).length > 0} />
          ) : (
            <VirtualRows
              label="Requests, newest first"
              items={lines.data.items}
              rowHeight={57}
              getKey={({ id }) => id}
              renderRow={(line) => <LogRow line={line} search={search} isFresh={fresh.includes(line.id)} />}
              hasMore={lines.hasNextPage && !lines.isFetchNextPageError}
              isLoadingMore={lines.isFetchingNextPage}
              onMore={lines.fetchNextPage}
            />
          )}
        </section>
      )}
      <LogDrawer id={search.line} onClose={() => set(filters)} />
    </PageFrame>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty title="No request matches">Take a filter away, or choose a longer time.</Empty>
  ) : (
    <Empty title="No request yet">
      As soon as your identity provider calls, its requests appear here by themselves. Connect it on the page
      Connect.
    </Empty>
  );
}

/** The lines of the log with those that come while the page is open. */
function useLogLines(filters: LogSearch, isLive: boolean) {
  const queries = useQueryClient();
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const address = query({ ...filters });
  const lines = useInfiniteQuery({
    queryKey: ['requests', 'list', address],
    queryFn: ({ pageParam, signal }) =>
      call<Page<LogLine>>(`/requests${query({ ...filters, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items) }),
    staleTime: 0,
    // Who has switched that off is shown no new lines after a gap either.
    meta: { live: isLive },
  });
  const onRequest = useCallback(
    (line: LogLine) => {
      const key = ['requests', 'list', address];
      if (!isLive || !matches(line, Object.fromEntries(new URLSearchParams(address)))) return;
      queries.setQueryData<InfiniteData<Page<LogLine>>>(key, (data) => {
        const [first, ...rest] = data?.pages ?? [];
        if (data === undefined || first === undefined) return data;
        if (first.items.some(({ id }) => id === line.id)) return data;
        const items = [line, ...first.items];
        if (items.length <= MOST_LIVE) return { ...data, pages: [{ ...first, items }, ...rest] };
        // What lies further back is fetched again by whoever scrolls there.
        const kept = items.slice(0, KEPT_LIVE);
        return {
          pages: [{ items: kept, nextCursor: kept.at(-1)?.id ?? null }],
          pageParams: data.pageParams.slice(0, 1),
        };
      });
      setFresh((ids) => (ids.includes(line.id) ? ids : [line.id, ...ids].slice(0, 500)));
    },
    [address, isLive, queries],
  );
  useLive('request', onRequest);
  return { lines, fresh };
}
