import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import type { NewToken, Token } from '../../api/contract';
import { ConsoleModal } from '../../ui/confirm';
import { ProblemAlert } from '../../ui/problem-alert';
import { ShowSecret } from './show-secret';

const OVERLAPS = [
  { value: '60', label: '1 hour' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
];

/** Makes the token that takes the place of another; both work for a while. */
export function RotateToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState('1440');
  const rotate = useMutation({
    mutationFn: () =>
      call<NewToken>(`/tokens/${token.id}/rotation`, {
        method: 'POST',
        body: { overlapMinutes: Number(overlap) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  if (rotate.data) {
    return (
      <ShowSecret
        title="The new token"
        fieldName="Secret token"
        secret={rotate.data.token}
        onStored={onClose}
      >
        <Text size="sm">
          Then press <b>Test Connection</b> and <b>Save</b> there. This page shows live which of the two is in
          use.
        </Text>
      </ShowSecret>
    );
  }
  return (
    <ConsoleModal opened title={`Rotate ${token.name}`} onClose={onClose}>
      <Stack gap="md">
        <Text>
          A new token takes the place of <code>{token.display}</code>. Both work during the overlap, so that
          nothing is missed while you carry the new one over.
        </Text>
        <NativeSelect
          label="The old one works on for"
          value={overlap}
          onChange={({ currentTarget }) => setOverlap(currentTarget.value)}
          data={OVERLAPS}
          data-autofocus
        />
        <ProblemAlert error={rotate.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => rotate.mutate()} loading={rotate.isPending}>
            Make the new token
          </Button>
        </Group>
      </Stack>
    </ConsoleModal>
  );
}
