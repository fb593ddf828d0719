import { Group, Text } from '@mantine/core';
import { useLiveState } from '../api/live';

const WORDS = { connecting: 'Connecting', live: 'Live', lost: 'Reconnecting' } as const;

/** Whether the page hears what happens. */
export function LiveMark() {
  const state = useLiveState();
  return (
    <Group gap={6} wrap="nowrap" role="status" visibleFrom="xs">
      <span className={state === 'live' ? 'pulse live' : 'pulse wait'} aria-hidden />
      <Text size="xs" c="dimmed">
        {WORDS[state]}
      </Text>
    </Group>
  );
}
