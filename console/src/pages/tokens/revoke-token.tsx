import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call';
import type { Token } from '../../api/contract';
import { Confirm } from '../../ui/confirm';
import { Ago } from '../../ui/when';

export function RevokeToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(`/tokens/${token.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tokens'] });
      onClose();
    },
  });
  return (
    <Confirm
      opened
      title={`Revoke ${token.name}?`}
      act="Revoke"
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <Text>
        <code>{token.display}</code> is refused from the next request on. This cannot be taken back.
      </Text>
      <Text mt="xs" c="dimmed" size="sm">
        {token.lastUsedAt === null ? (
          'It was never used.'
        ) : (
          <>
            It was last used <Ago at={token.lastUsedAt} />.
          </>
        )}
      </Text>
    </Confirm>
  );
}
