import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { query } from '../../api/addresses';
import { call } from '../../api/call';
import type { Group, Page } from '../../api/contract';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { LinkAnchor } from '../../ui/route-link';
import { Empty, Loading } from '../../ui/states';
import { useDraft } from '../../ui/use-draft';
import { Ago } from '../../ui/when';
import { settingsQuery } from '../settings/settings-query';

const route = getRouteApi('/groups');

export function GroupsPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const settings = useQuery(settingsQuery);
  const groups = useInfiniteQuery({
    queryKey: ['groups', 'list', q ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call<Page<Group>>(`/groups${query({ q, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  const [text, type] = useDraft(
    q ?? '',
    (value) => void navigate({ search: value === '' ? {} : { q: value }, replace: true }),
  );
  const isOff = settings.data?.groupProvisioning === false;
  return (
    <PageFrame title="Groups" about="The groups that your identity provider keeps here, and who is in them.">
      {isOff && groups.data?.length === 0 ? (
        <div className="card">
          <Empty title="Group provisioning is off">
            Switch it on in the{' '}
            <LinkAnchor to="/settings" underline="always">
              settings
            </LinkAnchor>{' '}
            if your identity provider shall send groups too. People do not need it.
          </Empty>
        </div>
      ) : (
        <>
          <TextInput
            label="Search"
            placeholder="the name of a group"
            maw="24rem"
            value={text}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
          <ProblemAlert error={groups.error} onRetry={() => void groups.refetch()} />
          {groups.isPending && <Loading />}
          {groups.data && (
            <section className="card bare" aria-label="Groups">
              <div className="row group-row row-head" aria-hidden>
                <span>Name</span>
                <span>Members</span>
                <span>Changed</span>
              </div>
              {groups.data.length === 0 && <Empty title="No group" />}
              <ul className="rows">
                {groups.data.map(({ id, displayName, memberCount, lastModified }) => (
                  <li key={id}>
                    <Link to="/groups/$id" params={{ id }} className="row group-row">
                      <span style={{ fontWeight: 600 }}>{displayName}</span>
                      <span className="muted">
                        {memberCount.toLocaleString('en')} {memberCount === 1 ? 'member' : 'members'}
                      </span>
                      <span className="muted">
                        <Ago at={lastModified} />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {groups.hasNextPage && (
            <Button
              variant="default"
              loading={groups.isFetchingNextPage}
              onClick={() => void groups.fetchNextPage()}
            >
              Show more groups
            </Button>
          )}
        </>
      )}
    </PageFrame>
  );
}
