import { Group, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../../api/call';
import type { PersonDetail } from '../../api/contract';
import { Problem } from '../../api/problem';
import { show } from '../../ui/differences';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { LinkAnchor, LinkButton } from '../../ui/route-link';
import { Empty, Loading, StateBadge } from '../../ui/states';
import { Ago } from '../../ui/when';
import { ActiveBadge, ManagedBadge } from './managed-badge';
import { PersonHistory } from './person-history';
import { RequestBehind } from './request-behind';

const route = getRouteApi('/people/$id');

export function PersonPage() {
  const { id } = route.useParams();
  const person = useQuery({
    queryKey: ['people', 'one', id],
    queryFn: ({ signal }) => call<PersonDetail>(`/people/${id}`, { signal }),
  });
  // What was read before somebody was deleted stays in the cache, and is not true any more.
  const isGone = person.error instanceof Problem && person.error.status === 404;
  const data = isGone ? undefined : person.data;
  return (
    <PageFrame
      title={data?.displayName ?? data?.userName ?? (isGone ? 'Nobody, or not any more' : 'Person')}
      about={data?.userName}
      actions={
        <LinkButton to="/log" search={{ person: id }} variant="default">
          Requests about this person
        </LinkButton>
      }
    >
      {isGone ? (
        <Gone id={id} />
      ) : (
        <ProblemAlert error={person.error} onRetry={() => void person.refetch()} />
      )}
      {person.isPending && <Loading lines={8} />}
      {data && (
        <>
          <Group gap="xs" aria-live="polite">
            <ActiveBadge active={data.active} />
            <ManagedBadge by={data.managedBy} />
            <Text size="sm" c="dimmed">
              changed <Ago at={data.lastModified} />, created <Ago at={data.created} />
            </Text>
          </Group>
          <Tabs defaultValue="attributes" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="attributes">Attributes</Tabs.Tab>
              <Tabs.Tab value="history">History</Tabs.Tab>
              <Tabs.Tab value="groups">Groups</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="attributes">
              <Attributes person={data} />
            </Tabs.Panel>
            <Tabs.Panel value="history">
              <PersonHistory id={id} />
            </Tabs.Panel>
            <Tabs.Panel value="groups">
              <Groups person={data} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </PageFrame>
  );
}

/** A person who was deleted is not there any more, but what happened to them is. */
function Gone({ id }: { id: string }) {
  return (
    <>
      <Text aria-live="polite">
        This person was deleted, or was never in this tenant. What happened to them is kept.
      </Text>
      <PersonHistory id={id} />
    </>
  );
}

function Attributes({ person: { id, externalId, attributes } }: { person: PersonDetail }) {
  return (
    <div className="card bare">
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">Attribute</th>
            <th scope="col">Value</th>
            <th scope="col" className="source">
              Where it came from
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <code>id</code>
            </td>
            <td data-label="Value" className="value">
              {id}
            </td>
            <td data-label="Where it came from" className="muted">
              given here
            </td>
          </tr>
          {!attributes.some(({ path }) => path === 'externalId') && externalId !== null && (
            <tr>
              <td>
                <code>externalId</code>
              </td>
              <td data-label="Value" className="value">
                {externalId}
              </td>
              <td />
            </tr>
          )}
          {attributes.map(({ path, value, source }) => (
            <tr key={path}>
              <td>
                <code>{path}</code>
              </td>
              <td data-label="Value" className="value">
                {show(value)}
              </td>
              <td data-label="Where it came from" className="muted">
                {source === null ? (
                  'not known'
                ) : (
                  <>
                    {source.actor.name}, <Ago at={source.at} />
                    <RequestBehind {...source} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Groups({ person: { groups } }: { person: PersonDetail }) {
  if (groups.length === 0)
    return <Empty title="In no group">Groups appear here when group provisioning is on.</Empty>;
  return (
    <ul className="rows card bare" aria-label="Groups">
      {groups.map(({ id, display, direct }) => (
        <li key={id} className="row" style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}>
          <LinkAnchor to="/groups/$id" params={{ id }} underline="always">
            {display}
          </LinkAnchor>
          <StateBadge tone="plain">{direct ? 'Member' : 'By another group'}</StateBadge>
        </li>
      ))}
    </ul>
  );
}
