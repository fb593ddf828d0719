import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { query } from '../../api/addresses';
import { call } from '../../api/call';
import type { AuditEvent, Page } from '../../api/contract';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { ClockOf } from '../../ui/when';
import { wordsOf } from './act-words';

/** Who did what in this tenant. */
export function AuditTrail() {
  const audit = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      call<Page<AuditEvent>>(`/audit${query({ cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  return (
    <Stack gap="md">
      <ProblemAlert error={audit.error} onRetry={() => void audit.refetch()} />
      {audit.isPending && <Loading />}
      {audit.data && (
        <div className="card bare">
          {audit.data.length === 0 ? (
            <Empty title="Nothing was done yet" />
          ) : (
            <table className="table stack">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Who</th>
                  <th scope="col">What</th>
                </tr>
              </thead>
              <tbody>
                {audit.data.map((event) => (
                  <tr key={event.id}>
                    <td data-label="When">
                      <ClockOf at={event.at} />
                    </td>
                    <td data-label="Who">
                      {event.actor.name}
                      {event.address !== null && <span className="muted"> from {event.address}</span>}
                    </td>
                    <td data-label="What">
                      <What event={event} />
                      <Change event={event} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
      {audit.hasNextPage && (
        <Button
          variant="default"
          loading={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
        >
          Show older acts
        </Button>
      )}
    </Stack>
  );
}

function What({ event: { action, target } }: { event: AuditEvent }) {
  return (
    <>
      {wordsOf(action) ?? <code>{action}</code>} <strong>{target.name}</strong>
    </>
  );
}

function Change({ event: { before, after } }: { event: AuditEvent }) {
  if (before === null && after === null) return null;
  return (
    <details style={{ marginTop: '0.25rem' }}>
      <summary className="muted">before and after</summary>
      <pre className="block" tabIndex={0} role="region" aria-label="Before and after">
        {JSON.stringify({ before, after }, null, 2)}
      </pre>
    </details>
  );
}
