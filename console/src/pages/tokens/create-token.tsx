import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call';
import type { NewToken, Scope } from '../../api/contract';
import { Problem } from '../../api/problem';
import { ConsoleModal } from '../../ui/confirm';
import { Note } from '../../ui/note';
import { ProblemAlert } from '../../ui/problem-alert';
import { PROVISIONING, ScopeField } from './scope-field';
import { ShowSecret } from './show-secret';

const EXPIRIES = [
  { value: '30', label: '30 days' },
  { value: '60', label: '60 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '365 days' },
  { value: 'date', label: 'On a date…' },
  { value: 'never', label: 'Never' },
];

/** @param fieldName - The field of the other product that the token goes into. */
export function CreateToken({
  fieldName = 'Secret token',
  onClose,
}: {
  fieldName?: string;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [expiry, setExpiry] = useState('365');
  const [date, setDate] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(PROVISIONING);
  const create = useMutation({
    mutationFn: () =>
      call<NewToken>('/tokens', { method: 'POST', body: { name, scopes, ...expiryOf(expiry, date) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  if (create.data) {
    return (
      <ShowSecret
        title="Your new token"
        fieldName={fieldName}
        secret={create.data.token}
        onStored={onClose}
      />
    );
  }
  const nameProblem = create.error instanceof Problem ? create.error.of('name') : undefined;
  return (
    <ConsoleModal opened title="Create an API token" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            description="So that you know it again, such as the product that uses it."
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={nameProblem}
            required
            maxLength={200}
            data-autofocus
          />
          <NativeSelect
            label="Expires after"
            value={expiry}
            onChange={({ currentTarget }) => setExpiry(currentTarget.value)}
            data={EXPIRIES}
          />
          {expiry === 'date' && (
            <TextInput
              type="date"
              label="Last day"
              value={date}
              onChange={({ currentTarget }) => setDate(currentTarget.value)}
              required
            />
          )}
          {expiry === 'never' && (
            <Note tone="warn" title="A token without an end" role="status">
              <Text size="sm">
                Whoever gets hold of it keeps the access until somebody revokes it. Choose an expiry, and
                rotate in time, if you can.
              </Text>
            </Note>
          )}
          <ScopeField scopes={scopes} onChange={setScopes} />
          <ProblemAlert error={create.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
              Create token
            </Button>
          </Group>
        </Stack>
      </form>
    </ConsoleModal>
  );
}

/** The end of the chosen day where the admin is. */
function expiryOf(expiry: string, date: string): object {
  if (expiry === 'never') return { never: true };
  if (expiry === 'date') return { expiresAt: new Date(`${date}T23:59:59`).toISOString() };
  return { expiresInDays: Number(expiry) };
}
