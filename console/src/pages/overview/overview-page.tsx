import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { askAgainSoon } from '../../api/apply-live';
import { toRoute } from '../../api/addresses';
import { call } from '../../api/call';
import type { Chart, ChartRange, Overview } from '../../api/contract';
import { useLive } from '../../api/live';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { LinkAnchor } from '../../ui/route-link';
import { Loading } from '../../ui/states';
import { DayOf } from '../../ui/when';
import { HealthCard } from './health-card';
import { QuarantineCard } from './quarantine-card';
import { RequestChart } from './request-chart';

export function OverviewPage() {
  const overview = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => call<Overview>('/overview', { signal }),
    refetchInterval: 60_000,
  });
  const onRequest = useCallback(() => {
    askAgainSoon(['overview'], 3_000);
    askAgainSoon(['chart'], 10_000);
  }, []);
  useLive('request', onRequest);
  return (
    <PageFrame title="Overview" about="How provisioning is doing, and what to do next.">
      {overview.error && <ProblemAlert error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Loading lines={6} />}
      {overview.data && <Content overview={overview.data} />}
    </PageFrame>
  );
}

function Content({ overview }: { overview: Overview }) {
  const { people, health, next, quarantine, nextTokenExpiry, dropped, unknownTokens } = overview;
  return (
    <>
      <HealthCard health={health} />
      {next.length > 0 && (
        <section className="card" aria-labelledby="next">
          <Title order={2} size="h4" id="next" mb="xs">
            What to do next
          </Title>
          <ol style={{ margin: 0, paddingLeft: '1.25rem' }}>
            {next.map(({ text, to }) => (
              <li key={text} style={{ marginBottom: '0.3rem' }}>
                <LinkAnchor to={toRoute(to)} underline="always">
                  {text}
                </LinkAnchor>
              </li>
            ))}
          </ol>
        </section>
      )}
      <div className="cards">
        <Figure name="Active people" value={people.active}>
          <LinkAnchor to="/people" search={{ active: true }} size="sm" underline="always">
            Show active people
          </LinkAnchor>
        </Figure>
        <Figure name="Inactive people" value={people.inactive}>
          <LinkAnchor to="/people" search={{ active: false }} size="sm" underline="always">
            Show inactive people
          </LinkAnchor>
        </Figure>
        <Figure name="Changed today" value={people.changedToday}>
          <LinkAnchor to="/log" size="sm" underline="always">
            Show the log
          </LinkAnchor>
        </Figure>
        <section className="card">
          <Text size="sm" c="dimmed">
            Next token expiry
          </Text>
          {nextTokenExpiry === null ? (
            <Text fw={600} mt={6}>
              No token expires
            </Text>
          ) : (
            <>
              <div className={nextTokenExpiry.daysLeft < 14 ? 'number warn-text' : 'number'}>
                {nextTokenExpiry.daysLeft} {nextTokenExpiry.daysLeft === 1 ? 'day' : 'days'}
              </div>
              <Text size="sm">
                <LinkAnchor to="/tokens" underline="always">
                  {nextTokenExpiry.name}
                </LinkAnchor>
                , <DayOf at={nextTokenExpiry.expiresAt} />
              </Text>
            </>
          )}
        </section>
      </div>
      <Requests overview={overview} />
      <QuarantineCard quarantine={quarantine} />
      {(dropped > 0 || unknownTokens > 0) && (
        <Text size="sm" c="dimmed">
          {unknownTokens > 0 && (
            <>
              Requests come with one of your tokens, but with a wrong secret: it was not copied whole, or is
              an old one. They are{' '}
              <LinkAnchor to="/log" search={{ outcome: 'refused' }} inherit underline="always">
                shown in the log
              </LinkAnchor>{' '}
              once a minute, {unknownTokens.toLocaleString('en')} {unknownTokens === 1 ? 'time' : 'times'} in
              the last 24 hours.{' '}
            </>
          )}
          {dropped > 0 &&
            `${dropped.toLocaleString('en')} requests were answered but left out of the log, because it could not keep up.`}
        </Text>
      )}
    </>
  );
}

function Figure({ name, value, children }: { name: string; value: number; children: ReactNode }) {
  return (
    <section className="card">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <div className="number">{value.toLocaleString('en')}</div>
      {children}
    </section>
  );
}

function Requests({ overview }: { overview: Overview }) {
  const [range, setRange] = useState<ChartRange>('24h');
  const chart = useQuery({
    queryKey: ['chart', range],
    queryFn: ({ signal }) => call<Chart>(`/overview/chart?range=${range}`, { signal }),
  });
  const { total, failed } = range === '24h' ? overview.last24Hours : overview.last30Days;
  return (
    <section className="card" aria-labelledby="requests">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4" id="requests">
          Requests
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Time range of the chart"
          value={range}
          onChange={(value) => setRange(value)}
          data={[
            { value: '24h', label: '24 hours' },
            { value: '30d', label: '30 days' },
          ]}
        />
      </Group>
      <Stack gap="sm">
        <Group gap="lg">
          <Text size="sm">
            <span className="swatch" style={{ background: 'var(--console-bar)' }} />
            {(total - failed).toLocaleString('en')} went well
          </Text>
          <Text size="sm">
            <span className="swatch" style={{ background: 'var(--console-bar-bad)' }} />
            {failed.toLocaleString('en')} refused or failed
          </Text>
          {failed > 0 &&
            (['refused', 'failed'] as const).map((outcome) => (
              <LinkAnchor key={outcome} to="/log" search={{ outcome }} size="sm" underline="always">
                Show {outcome} requests
              </LinkAnchor>
            ))}
        </Group>
        <ProblemAlert error={chart.error} />
        {chart.data ? <RequestChart chart={chart.data} /> : <Loading lines={3} />}
      </Stack>
    </section>
  );
}
