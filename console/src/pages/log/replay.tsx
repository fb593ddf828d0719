import { Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import type { LogDetail, ReplayResult } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { Confirm } from '../../ui/confirm';
import { Differences } from '../../ui/differences';
import { Note } from '../../ui/note';
import { ProblemAlert } from '../../ui/problem-alert';
import { Block, pretty } from './block';
import { OutcomeBadge } from './outcome-badge';
import { isRead } from './request-kind';

/** Runs a request again: first to see what would happen, then for real. */
export function Replay({ detail }: { detail: LogDetail }) {
  const { id } = detail;
  const onlyReads = isRead(detail);
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const dryRefusal = useRefusal('replay-dry');
  const realRefusal = useRefusal('replay-real');
  const replay = useMutation({
    mutationFn: (dryRun: boolean) =>
      call<ReplayResult>(`/requests/${id}/replay`, { method: 'POST', body: { dryRun } }),
    onSuccess: async ({ dryRun }) => {
      setAsking(false);
      if (!dryRun)
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
  return (
    <section>
      <Title order={3} size="h5" mb={6}>
        Run it again
      </Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {onlyReads
            ? 'This request only reads: running it again tells what it would be answered now, and changes nothing.'
            : 'A dry run tells what would happen now and stores nothing.'}
        </Text>
        <Group gap="xs">
          <ActButton
            variant="default"
            refusal={dryRefusal}
            loading={replay.isPending && replay.variables}
            onClick={() => replay.mutate(true)}
          >
            Dry run
          </ActButton>
          {!onlyReads && (
            <ActButton variant="default" refusal={realRefusal} onClick={() => setAsking(true)}>
              Run for real
            </ActButton>
          )}
        </Group>
        {!isAsking && <ProblemAlert error={replay.error} />}
        {replay.data && <Result result={replay.data} />}
      </Stack>
      <Confirm
        opened={isAsking}
        title="Run this request for real?"
        act="Run it"
        isBusy={replay.isPending}
        error={replay.error}
        onConfirm={() => replay.mutate(false)}
        onClose={() => setAsking(false)}
      >
        <Text>
          It is done as if your identity provider had sent it now, but in your name. The change stays, and
          stands in the history and in the audit trail.
        </Text>
      </Confirm>
    </section>
  );
}

function Result({ result }: { result: ReplayResult }) {
  return (
    <Note
      tone={result.outcome === 'success' ? 'good' : 'warn'}
      role="status"
      title={result.dryRun ? 'What would happen now' : 'Done'}
    >
      <Stack gap="xs">
        <Group gap="xs">
          <OutcomeBadge outcome={result.outcome} status={result.status} />
          <Text size="sm">{result.meaning}</Text>
        </Group>
        {result.detail !== null && <Text size="sm">{result.detail}</Text>}
        {result.attributes.length > 0 && <Differences attributes={result.attributes} />}
        {typeof result.body === 'string' && <Block label="Answer now">{pretty(result.body)}</Block>}
      </Stack>
    </Note>
  );
}
