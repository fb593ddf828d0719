import { Badge, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={36} radius="md" />
      ))}
    </Stack>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap={6} py="xl" px="md">
      <Text fw={600} ta="center">
        {title}
      </Text>
      {children !== undefined && (
        <Text c="dimmed" size="sm" ta="center" maw="34rem" component="div">
          {children}
        </Text>
      )}
    </Stack>
  );
}

export type Tone = 'good' | 'bad' | 'warn' | 'plain';

const TONES: Readonly<Record<Tone, { readonly background: string; readonly color: string }>> = {
  good: { background: 'light-dark(#e3f5e9, #1d3b2a)', color: 'var(--console-good)' },
  bad: { background: 'light-dark(#fdeceb, #472320)', color: 'var(--console-bad)' },
  warn: { background: 'light-dark(#fdf1dc, #43321a)', color: 'var(--console-warn)' },
  plain: { background: 'light-dark(#eef1f6, #2c323c)', color: 'light-dark(#414b5a, #c6cdd8)' },
};

/** A state in a word. The word says it; the color only helps. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Badge
      tt="none"
      fw={600}
      size="md"
      styles={{ root: { ...TONES[tone], flex: 'none', minWidth: 'max-content' } }}
    >
      {children}
    </Badge>
  );
}

/** Tells why something is disabled. The element inside has to have a label of its own. */
export function Explained({ why, children }: { why: string | undefined; children: ReactElement }) {
  if (why === undefined) return children;
  return (
    <Tooltip label={why} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      {children}
    </Tooltip>
  );
}
