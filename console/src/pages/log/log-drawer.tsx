import { Drawer, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api/call';
import type { LogDetail } from '../../api/contract';
import { CopyButton, CopyIcon } from '../../ui/copy';
import { Differences } from '../../ui/differences';
import { GuideLink } from '../../ui/guide-link';
import { ProblemAlert } from '../../ui/problem-alert';
import { LinkAnchor } from '../../ui/route-link';
import { Loading } from '../../ui/states';
import { ClockOf } from '../../ui/when';
import { Block, pretty } from './block';
import { OutcomeBadge } from './outcome-badge';
import { Replay } from './replay';
import { isRead, isRepeatable } from './request-kind';

export function LogDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const detail = useQuery({
    queryKey: ['requests', 'one', id],
    queryFn: ({ signal }) => call<LogDetail>(`/requests/${id ?? ''}`, { signal }),
    enabled: id !== undefined,
    staleTime: 60_000,
  });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title={detail.data?.meaning ?? 'Request'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      attributes={{ header: { role: 'presentation' } }}
      styles={{
        title: { fontWeight: 650, fontSize: '1.1rem', lineHeight: 1.35 },
        // What the focus goes to must not be below the title, which may be long and stays at the top.
        content: { background: 'var(--console-card)', scrollPaddingTop: '14rem' },
        header: { background: 'var(--console-card)', alignItems: 'flex-start' },
      }}
    >
      <ProblemAlert error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isLoading && <Loading />}
      {detail.data && <Detail key={detail.data.id} detail={detail.data} />}
    </Drawer>
  );
}

function Detail({ detail }: { detail: LogDetail }) {
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <OutcomeBadge outcome={detail.outcome} status={detail.status} />
        <Text size="sm" c="dimmed">
          <ClockOf at={detail.at} /> · {detail.milliseconds} ms
        </Text>
      </Group>
      {detail.advice.length > 0 && (
        <Part title="What to do">
          <List size="sm" spacing={4}>
            {detail.advice.map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
          {detail.help !== null && <GuideLink place={detail.help} />}
        </Part>
      )}
      <Facts detail={detail} />
      {detail.change !== null && (
        <Part title="What it changed">
          <Differences attributes={detail.change.attributes} />
        </Part>
      )}
      {detail.deviationDetails.length > 0 && (
        <Part title="Tolerated, though the standard has it otherwise">
          <List size="sm" spacing={4}>
            {detail.deviationDetails.map(({ name, clause, words }) => (
              <List.Item key={name}>
                {words}{' '}
                <span className="muted">
                  ({name}, {clause})
                </span>
              </List.Item>
            ))}
          </List>
        </Part>
      )}
      {isRepeatable(detail) && (detail.outcome !== 'success' || isRead(detail)) && <Replay detail={detail} />}
      <Part title="As it came" action={<CopyButton value={detail.curl}>Copy as curl</CopyButton>}>
        <Text size="xs" c="dimmed" mb={6}>
          The secret is left out; put your own in its place.
        </Text>
        <Block label="Request">{`${detail.method} ${detail.url}\n${headerLines(detail)}\n\n${pretty(detail.requestBody)}`}</Block>
      </Part>
      <Part title="What was answered">
        {detail.responseBody === null && isRead(detail) ? (
          <Text size="sm">
            What a read finds is not kept.{isRepeatable(detail) && ' Run it again to see what it finds now.'}
          </Text>
        ) : (
          <Block label="Response">{pretty(detail.responseBody)}</Block>
        )}
      </Part>
    </Stack>
  );
}

function Facts({ detail: { requestId, person, token, scimType, method, route } }: { detail: LogDetail }) {
  return (
    <dl className="facts">
      {person !== null && (
        <>
          <dt>Person</dt>
          <dd>
            <LinkAnchor to="/people/$id" params={{ id: person.id }} underline="always">
              {person.name ?? person.id}
            </LinkAnchor>
          </dd>
        </>
      )}
      <dt>Call</dt>
      <dd>
        <code>
          {method} {route}
        </code>
      </dd>
      {scimType !== null && (
        <>
          <dt>SCIM error</dt>
          <dd>
            <code>{scimType}</code>
          </dd>
        </>
      )}
      <dt>Token</dt>
      <dd>{token.name ?? 'one that is not there any more'}</dd>
      <dt>Request id</dt>
      <dd>
        <code>{requestId}</code> <CopyIcon value={requestId} label="request id" />
      </dd>
    </dl>
  );
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <Group justify="space-between" mb={6}>
        <Title order={3} size="h5">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </section>
  );
}

function headerLines({ requestHeaders }: LogDetail): string {
  return Object.entries(requestHeaders)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
