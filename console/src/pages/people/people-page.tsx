import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconDownload } from '@tabler/icons-react';
import { apiUrl, query } from '../../api/addresses';
import { call } from '../../api/call';
import type { PeoplePage as Answer, Person } from '../../api/contract';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { VirtualRows } from '../../ui/virtual-rows';
import { Ago } from '../../ui/when';
import { ActiveBadge, ManagedBadge } from './managed-badge';
import { PeopleFilters } from './people-filters';
import type { PeopleSearch } from './people-search';

const route = getRouteApi('/people');

export function PeoplePage() {
  const search: PeopleSearch = route.useSearch();
  const navigate = route.useNavigate();
  const people = useInfiniteQuery({
    queryKey: ['people', 'list', query({ ...search })],
    queryFn: ({ pageParam, signal }) =>
      call<Answer>(`/people${query({ ...search, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items), total: pages[0]?.total ?? 0 }),
  });
  return (
    <PageFrame
      title="People"
      about="Everybody whom your identity provider has sent, and what they look like here."
      actions={
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={apiUrl(`/people/export${query({ ...search })}`)}
          download=""
        >
          Export CSV
        </Button>
      }
    >
      <PeopleFilters search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
      <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />
      {people.isPending && <Loading lines={8} />}
      {people.data && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {people.data.total.toLocaleString('en')} {people.data.total === 1 ? 'person' : 'people'}
          </Text>
          <section className="card bare" aria-label="People">
            <div className="row people-row row-head" aria-hidden>
              <span>Name</span>
              <span>User name</span>
              <span>State</span>
              <span>Managed by</span>
              <span>Changed</span>
            </div>
            {people.data.items.length === 0 ? (
              <Empty title="Nobody here">
                {Object.keys(search).length > 0
                  ? 'Nobody matches. Take a filter away.'
                  : 'As soon as your identity provider creates somebody, they appear here.'}
              </Empty>
            ) : (
              <VirtualRows
                label="People"
                items={people.data.items}
                rowHeight={49}
                getKey={({ id }) => id}
                renderRow={(person) => <PersonRow person={person} />}
                hasMore={people.hasNextPage}
                isLoadingMore={people.isFetchingNextPage}
                onMore={people.fetchNextPage}
              />
            )}
          </section>
        </>
      )}
    </PageFrame>
  );
}

function PersonRow({ person }: { person: Person }) {
  return (
    <Link to="/people/$id" params={{ id: person.id }} className="row people-row">
      <span className="cut" style={{ fontWeight: 600 }}>
        {person.displayName ?? person.userName}
      </span>
      <span className="cut muted">{person.userName}</span>
      <ActiveBadge active={person.active} />
      <span>
        <ManagedBadge by={person.managedBy} />
      </span>
      <span className="muted">
        <Ago at={person.lastModified} />
      </span>
    </Link>
  );
}
