import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ConsoleModal } from '../../ui/confirm';
import { CopyButton, CopyField } from '../../ui/copy';

interface ShowSecretProps {
  readonly title: string;
  /** The field of the other product that it goes into. */
  readonly fieldName: string;
  readonly secret: string;
  readonly children?: ReactNode;
  readonly onStored: () => void;
}

/** Shows a secret the only time that it can be read. Only its own button closes it. */
export function ShowSecret({ title, fieldName, secret, children, onStored }: ShowSecretProps) {
  return (
    <ConsoleModal opened isSticky title={title} onClose={onStored}>
      <Stack gap="md">
        <Text>
          This is the only time that you can see it. Copy it into the field <b>{fieldName}</b> now, or keep it
          in your password manager.
        </Text>
        <CopyField label={fieldName} value={secret} />
        {children}
        <Group justify="flex-end">
          <CopyButton value={secret}>Copy</CopyButton>
          <Button onClick={onStored}>I have stored it</Button>
        </Group>
      </Stack>
    </ConsoleModal>
  );
}
