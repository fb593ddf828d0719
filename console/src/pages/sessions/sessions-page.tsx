import { Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { SessionEntry } from '../../api/contract';
import { roleName, useSession } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Loading, StateBadge } from '../../ui/states';
import { Ago } from '../../ui/when';

export function SessionsPage() {
  const { role, adminEmail } = useSession();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => call<{ items: readonly SessionEntry[] }>('/sessions', { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string) => call(`/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['sessions'] });
      await queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const refusalFor = (entry: SessionEntry): string | undefined =>
    role === 'owner' || entry.adminEmail === adminEmail
      ? undefined
      : 'Only an owner can end the sessions of others.';
  return (
    <PageFrame title="Sessions" about="Who is signed in to this console. End what you do not know.">
      <ProblemAlert error={sessions.error ?? end.error} onRetry={() => void sessions.refetch()} />
      {sessions.isPending && <Loading />}
      {sessions.data && (
        <section className="card bare" aria-label="Sessions">
          <ul className="rows">
            {sessions.data.items.map((entry) => (
              <li key={entry.id} className="row" style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}>
                <div>
                  <Group gap="xs">
                    <Text fw={600} size="sm">
                      {entry.adminEmail}
                    </Text>
                    {entry.current && <StateBadge tone="good">This one</StateBadge>}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {roleName(entry.role)} · signed in <Ago at={entry.createdAt} /> · last seen{' '}
                    <Ago at={entry.lastSeenAt} /> · ends <Ago at={entry.expiresAt} />
                  </Text>
                </div>
                <ActButton
                  size="compact-sm"
                  variant="default"
                  refusal={refusalFor(entry)}
                  loading={end.isPending && end.variables === entry.id}
                  onClick={() => end.mutate(entry.id)}
                  aria-label={entry.current ? 'Sign out' : `End the session of ${entry.adminEmail}`}
                >
                  {entry.current ? 'Sign out' : 'End'}
                </ActButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </PageFrame>
  );
}
