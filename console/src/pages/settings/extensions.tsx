import { Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { call } from '../../api/call';
import type { Extension } from '../../api/contract';
import { useRefusal } from '../../api/session';
import { ActButton } from '../../ui/act-button';
import { Confirm } from '../../ui/confirm';
import { CopyIcon } from '../../ui/copy';
import { ProblemAlert } from '../../ui/problem-alert';
import { Empty, Loading } from '../../ui/states';
import { ExtensionForm } from './extension-form';

export function Extensions() {
  const refusal = useRefusal('settings');
  const [editing, setEditing] = useState<Extension | 'new'>();
  const [removing, setRemoving] = useState<Extension>();
  const queries = useQueryClient();
  const extensions = useQuery({
    queryKey: ['extensions'],
    queryFn: ({ signal }) => call<{ items: readonly Extension[] }>('/extensions', { signal }),
  });
  const remove = useMutation({
    mutationFn: (urn: string) => call(`/extensions/${encodeURIComponent(urn)}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['extensions'] });
      setRemoving(undefined);
    },
  });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw="40rem">
          Attributes that SCIM does not have. Define them here before you map them: until then they are
          ignored, and sent again in every cycle.
        </Text>
        <ActButton
          refusal={refusal}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing('new')}
        >
          Add extension
        </ActButton>
      </Group>
      <ProblemAlert error={extensions.error} onRetry={() => void extensions.refetch()} />
      {extensions.isPending && <Loading />}
      {extensions.data?.items.length === 0 && (
        <div className="card">
          <Empty title="No extension" />
        </div>
      )}
      {extensions.data?.items.map((extension) => (
        <section key={extension.id} className="card" aria-label={extension.name}>
          <Group justify="space-between" align="flex-start">
            <div style={{ minWidth: 0, flex: '1 1 16rem' }}>
              <Title order={2} size="h4">
                {extension.name}
              </Title>
              <code className="muted">{extension.id}</code>
              {extension.description !== '' && <Text size="sm">{extension.description}</Text>}
            </div>
            <Group gap={6}>
              <ActButton
                size="compact-sm"
                variant="default"
                refusal={refusal}
                onClick={() => setEditing(extension)}
                aria-label={`Change ${extension.name}`}
              >
                Change
              </ActButton>
              <ActButton
                size="compact-sm"
                variant="default"
                refusal={refusal}
                onClick={() => setRemoving(extension)}
                aria-label={`Remove ${extension.name}`}
              >
                Remove
              </ActButton>
            </Group>
          </Group>
          <Attributes extension={extension} />
        </section>
      ))}
      {editing !== undefined && (
        <ExtensionForm
          extension={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      <Confirm
        opened={removing !== undefined}
        title={`Remove ${removing?.name ?? ''}?`}
        act="Remove"
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => removing && remove.mutate(removing.id)}
        onClose={() => setRemoving(undefined)}
      >
        <Text>It can only go while nobody has values for it.</Text>
      </Confirm>
    </Stack>
  );
}

function Attributes({ extension: { id, attributes } }: { extension: Extension }) {
  return (
    <table className="table stack" style={{ marginTop: '0.75rem' }}>
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          <th scope="col">Type</th>
          <th scope="col">Target attribute in your identity provider</th>
        </tr>
      </thead>
      <tbody>
        {attributes.map(({ name, type, multiValued, required, uniqueness }) => (
          <tr key={name}>
            <td>
              <code>{name}</code>
            </td>
            <td data-label="Type">
              {[
                multiValued ? `list of ${type}` : type,
                required && 'required',
                uniqueness === 'server' && 'unique',
              ]
                .filter(Boolean)
                .join(', ')}
            </td>
            <td data-label="Target attribute">
              <Group gap={4} wrap="nowrap">
                <code>
                  {id}:{name}
                </code>
                <CopyIcon value={`${id}:${name}`} label={`target attribute ${name}`} />
              </Group>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
