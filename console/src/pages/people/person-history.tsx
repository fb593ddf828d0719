import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { query } from '../../api/addresses';
import { call } from '../../api/call';
import type { HistoryEntry, Page } from '../../api/contract';
import { Differences } from '../../ui/differences';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { ClockOf } from '../../ui/when';
import { RequestBehind } from './request-behind';

const KINDS: Readonly<Record<string, string | undefined>> = {
  created: 'Created',
  updated: 'Changed',
  deactivated: 'Deactivated',
  deleted: 'Deleted',
  reactivated: 'Activated again',
  'members-added': 'Members added',
  'members-removed': 'Members removed',
};

/** What happened to a person, newest first. */
export function PersonHistory({ id }: { id: string }) {
  const history = useInfiniteQuery({
    queryKey: ['people', 'history', id],
    queryFn: ({ pageParam, signal }) =>
      call<Page<HistoryEntry>>(`/people/${id}/history${query({ cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  if (history.isPending) return <Loading />;
  return (
    <Stack gap="md">
      <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
      {history.data?.length === 0 && <Empty title="No change is known" />}
      {history.data?.map(({ changeId, kind, version, at, actor, requestId, attributes }) => (
        <section key={changeId} className="card bare">
          <Group justify="space-between" px="md" py="sm" gap="xs">
            <Text fw={600}>{KINDS[kind] ?? kind}</Text>
            <Text size="sm" c="dimmed">
              <ClockOf at={at} /> · {actor.name} · version {version}
              <RequestBehind actor={actor} requestId={requestId} />
            </Text>
          </Group>
          <Differences attributes={attributes} />
        </section>
      ))}
      {history.hasNextPage && (
        <Button
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show older changes
        </Button>
      )}
    </Stack>
  );
}
