import { Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IconPlus } from '@tabler/icons-react';
import type { Token } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { CreateToken } from './create-token';
import { RevokeToken } from './revoke-token';
import { RotateToken } from './rotate-token';
import { RotationCard } from './rotation-card';
import { TokenTable } from './token-table';
import { tokensQuery } from './tokens-query';

type Dialog = { readonly kind: 'create' } | { readonly kind: 'rotate' | 'revoke'; readonly token: Token };

export function TokenList() {
  const tokens = useQuery(tokensQuery);
  const refusal = useRefusal('manage-tokens');
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  const all = tokens.data?.items ?? [];
  const shown = all.filter(({ name, display, createdBy }) =>
    `${name} ${display} ${createdBy}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const rotations = all.filter(
    ({ status, successorId }) => status !== 'revoked' && status !== 'expired' && successorId !== null,
  );
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <TextInput
          aria-label="Search tokens"
          placeholder="Search by name, token, or who made it"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          style={{ flex: '1 1 14rem', maxWidth: '24rem' }}
        />
        <ActButton
          refusal={refusal}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setDialog({ kind: 'create' })}
        >
          Create token
        </ActButton>
      </Group>
      <ProblemAlert error={tokens.error} onRetry={() => void tokens.refetch()} />
      {tokens.isPending && <Loading />}
      {rotations.map((token) => (
        <RotationCard
          key={token.id}
          old={token}
          successor={all.find(({ id }) => id === token.successorId)}
          onRevoke={() => setDialog({ kind: 'revoke', token })}
        />
      ))}
      {tokens.data && (
        <section className="card bare" aria-label="API tokens">
          {shown.length === 0 ? (
            <Empty title={all.length === 0 ? 'There is no token yet' : 'No token matches'}>
              {all.length === 0
                ? 'Create one, and paste it into the field Secret token of your identity provider.'
                : 'Search for something else.'}
            </Empty>
          ) : (
            <TokenTable
              tokens={shown}
              refusal={refusal}
              onRotate={(token) => setDialog({ kind: 'rotate', token })}
              onRevoke={(token) => setDialog({ kind: 'revoke', token })}
            />
          )}
        </section>
      )}
      {dialog?.kind === 'create' && <CreateToken onClose={close} />}
      {dialog?.kind === 'rotate' && <RotateToken token={dialog.token} onClose={close} />}
      {dialog?.kind === 'revoke' && <RevokeToken token={dialog.token} onClose={close} />}
    </Stack>
  );
}
