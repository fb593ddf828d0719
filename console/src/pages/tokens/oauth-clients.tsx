import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { call } from '../../api/call';
import type { OAuthClients as Answer } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { CopyField } from '../../ui/copy';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { OAuthClientCard } from './oauth-client-card';
import { CreateClient } from './oauth-dialogs';

export function OAuthClients() {
  const clients = useQuery({
    queryKey: ['oauth-clients'],
    queryFn: ({ signal }) => call<Answer>('/oauth-clients', { signal }),
  });
  const refusal = useRefusal('manage-tokens');
  const [isCreating, setCreating] = useState(false);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw="40rem">
          In Entra, choose OAuth2 client credentials grant as the authentication method. With a federation, no
          secret is needed at all.
        </Text>
        <ActButton
          refusal={refusal}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setCreating(true)}
        >
          Create client
        </ActButton>
      </Group>
      <ProblemAlert error={clients.error} onRetry={() => void clients.refetch()} />
      {clients.isPending && <Loading />}
      {clients.data && (
        <>
          <div style={{ maxWidth: '36rem' }}>
            <CopyField label="Token Endpoint" value={clients.data.tokenUrl} />
          </div>
          {clients.data.items.length === 0 && (
            <div className="card">
              <Empty title="There is no OAuth client">
                Create one when you do not want to paste a long-lived token.
              </Empty>
            </div>
          )}
          {clients.data.items.map((client) => (
            <OAuthClientCard key={client.id} client={client} refusal={refusal} />
          ))}
        </>
      )}
      {isCreating && <CreateClient onClose={() => setCreating(false)} />}
    </Stack>
  );
}
