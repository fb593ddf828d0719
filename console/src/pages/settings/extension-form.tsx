import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { call } from '../../api/call';
import type { Extension, ExtensionAttribute } from '../../api/contract';
import { ConsoleModal } from '../../ui/confirm';
import { ProblemAlert } from '../../ui/problem-alert';

type Type = ExtensionAttribute['type'];

const TYPES: readonly Type[] = ['string', 'boolean', 'integer', 'decimal', 'dateTime', 'reference'];
const NEW_ATTRIBUTE: ExtensionAttribute = { name: '', type: 'string' };

/** @param extension - What is there; `undefined` makes a new one. */
export function ExtensionForm({
  extension,
  onClose,
}: {
  extension: Extension | undefined;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const [urn, setUrn] = useState(extension?.id ?? 'urn:ietf:params:scim:schemas:extension:acme:2.0:User');
  const [name, setName] = useState(extension?.name ?? '');
  const [attributes, setAttributes] = useState<readonly ExtensionAttribute[]>(
    extension?.attributes ?? [NEW_ATTRIBUTE],
  );
  const save = useMutation({
    mutationFn: () =>
      call(`/extensions/${encodeURIComponent(urn)}`, {
        method: 'PUT',
        body: { name, ...(extension && { description: extension.description }), attributes },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['extensions'] });
      onClose();
    },
  });
  const change = (index: number, part: Partial<ExtensionAttribute>): void =>
    setAttributes(attributes.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <ConsoleModal
      opened
      title={extension ? `Change ${extension.name}` : 'Add an extension'}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            required
            data-autofocus
          />
          <TextInput
            label="URN"
            description="Put your company's short name in the place of acme."
            value={urn}
            onChange={({ currentTarget }) => setUrn(currentTarget.value)}
            readOnly={extension !== undefined}
            required
          />
          <Text size="sm" fw={600}>
            Attributes
          </Text>
          {attributes.map((attribute, index) => (
            <Group key={index} align="flex-end" gap="xs">
              <TextInput
                style={{ flex: '1 1 9rem' }}
                label="Attribute"
                value={attribute.name}
                onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
                required
              />
              <NativeSelect
                label="Type"
                value={attribute.type}
                onChange={({ currentTarget }) => change(index, { type: currentTarget.value as Type })}
                data={[...new Set([...TYPES, attribute.type])]}
              />
              <Checkbox
                label="List"
                mb={8}
                checked={attribute.multiValued ?? false}
                onChange={({ currentTarget }) => change(index, { multiValued: currentTarget.checked })}
              />
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={`Take away ${attribute.name === '' ? 'this attribute' : attribute.name}`}
                disabled={attributes.length === 1}
                onClick={() => setAttributes(attributes.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <div>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setAttributes([...attributes, NEW_ATTRIBUTE])}
            >
              Another attribute
            </Button>
          </div>
          <ProblemAlert error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </ConsoleModal>
  );
}
