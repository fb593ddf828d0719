import { Group, Text, Title } from '@mantine/core';
import type { Overview } from '../../api/contract';
import { StateBadge } from '../../ui/states';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** The share of failures beside the limit at which Entra puts a job into quarantine. */
export function QuarantineCard({ quarantine }: { quarantine: Overview['quarantine'] }) {
  const { failed, total, share, limit, from, atRisk } = quarantine;
  const counts = total >= from;
  return (
    <section className="card" aria-labelledby="quarantine">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="quarantine">
          Distance to quarantine
        </Title>
        <StateBadge tone={atRisk ? 'bad' : 'good'}>{atRisk ? 'At risk' : 'Far enough'}</StateBadge>
      </Group>
      <Text size="sm" mb="sm">
        {percent.format(share)} of the requests failed ({failed.toLocaleString('en')} of{' '}
        {total.toLocaleString('en')}). Microsoft Entra ID puts a job into quarantine when{' '}
        {percent.format(limit)} or more fail, from {from.toLocaleString('en')} on.{' '}
        {counts ? '' : `With ${total.toLocaleString('en')} requests, that limit does not count yet.`}
      </Text>
      <div
        className="meter"
        role="meter"
        aria-label="Share of requests that failed"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={`${percent.format(share)} failed; the limit is ${percent.format(limit)}`}
      >
        <span
          style={{
            width: `${Math.min(share, 1) * 100}%`,
            background: atRisk ? 'var(--console-bar-bad)' : 'var(--console-bar)',
          }}
        />
        <i style={{ left: `${limit * 100}%` }} />
      </div>
      <Text size="xs" c="dimmed" mt={6} style={{ paddingLeft: `${limit * 100}%` }}>
        limit {percent.format(limit)}
      </Text>
    </section>
  );
}
