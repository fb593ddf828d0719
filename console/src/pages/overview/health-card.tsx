import { Group, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockPause,
  IconPlugConnectedX,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { HealthState, Overview } from '../../api/contract';
import { LinkButton } from '../../ui/route-link';
import { Ago } from '../../ui/when';

const STATES: Readonly<
  Record<
    HealthState,
    { readonly title: string; readonly tone: string; readonly Icon: typeof IconCircleCheck }
  >
> = {
  healthy: { title: 'Healthy', tone: 'good', Icon: IconCircleCheck },
  failing: { title: 'Failing', tone: 'bad-text', Icon: IconAlertTriangle },
  silent: { title: 'Silent', tone: 'warn-text', Icon: IconClockPause },
  suspended: { title: 'Suspended', tone: 'warn-text', Icon: IconPlayerPause },
  'never-connected': { title: 'Not connected yet', tone: 'muted', Icon: IconPlugConnectedX },
};

export function HealthCard({ health }: { health: Overview['health'] }) {
  const { title, tone, Icon } = STATES[health.state];
  const heading =
    health.state === 'silent' && health.silentHours !== null
      ? `Silent for ${health.silentHours} ${health.silentHours === 1 ? 'hour' : 'hours'}`
      : title;
  return (
    <section className="card" aria-labelledby="health" aria-live="polite">
      <Group wrap="nowrap" align="flex-start" gap="md">
        <Icon size={32} className={tone} aria-hidden style={{ flex: 'none' }} />
        <div style={{ minWidth: 0 }}>
          <Title order={2} size="h3" id="health" className={tone}>
            {heading}
          </Title>
          <Text mt={4}>{health.sentence}</Text>
          {health.since !== null && (
            <Text size="sm" c="dimmed" mt={2}>
              Last request <Ago at={health.since} />
            </Text>
          )}
          {health.state === 'never-connected' && (
            <LinkButton to="/connect" mt="sm">
              Connect your identity provider
            </LinkButton>
          )}
        </div>
      </Group>
    </section>
  );
}
