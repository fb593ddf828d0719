import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../../api/addresses';
import { call } from '../../api/call';
import type { Group, Member, Page } from '../../api/contract';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { VirtualRows } from '../../ui/virtual-rows';
import { Ago } from '../../ui/when';

const route = getRouteApi('/groups/$id');

export function GroupPage() {
  const { id } = route.useParams();
  const group = useQuery({
    queryKey: ['groups', 'one', id],
    queryFn: ({ signal }) => call<Group>(`/groups/${id}`, { signal }),
  });
  const members = useInfiniteQuery({
    queryKey: ['groups', 'members', id],
    queryFn: ({ pageParam, signal }) =>
      call<Page<Member>>(`/groups/${id}/members${query({ cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items) }),
  });
  return (
    <PageFrame
      title={group.data?.displayName ?? 'Group'}
      about={group.data && <GroupFacts group={group.data} />}
    >
      <ProblemAlert error={group.error ?? members.error} onRetry={() => void members.refetch()} />
      {members.isPending && <Loading />}
      {members.data && (
        <section className="card bare" aria-label="Members">
          {members.data.items.length === 0 ? (
            <Empty title="Nobody is in this group" />
          ) : (
            <VirtualRows
              label="Members"
              items={members.data.items}
              rowHeight={45}
              getKey={(member) => member.id}
              renderRow={(member) => <MemberRow member={member} />}
              hasMore={members.hasNextPage}
              isLoadingMore={members.isFetchingNextPage}
              onMore={members.fetchNextPage}
            />
          )}
        </section>
      )}
    </PageFrame>
  );
}

function GroupFacts({ group: { memberCount, externalId, lastModified } }: { group: Group }) {
  return (
    <Text component="span" size="sm">
      {memberCount.toLocaleString('en')} {memberCount === 1 ? 'member' : 'members'} · changed{' '}
      <Ago at={lastModified} />
      {externalId !== null && ` · external id ${externalId}`}
    </Text>
  );
}

function MemberRow({ member: { id, name, type } }: { member: Member }) {
  const isGroup = type.toLowerCase() === 'group';
  return (
    <Link
      to={isGroup ? '/groups/$id' : '/people/$id'}
      params={{ id }}
      className="row"
      style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}
    >
      <span className="cut">{name ?? id}</span>
      <span className="muted">{isGroup ? 'group' : 'person'}</span>
    </Link>
  );
}
