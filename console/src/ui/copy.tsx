import { ActionIcon, Button, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface CopyFieldProps {
  /** The name of the field that the value goes into, as the other product writes it. */
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

/** A value to carry over: readable, not to be changed, with a button that copies it. */
export function CopyField({ label, value, description }: CopyFieldProps) {
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      readOnly
      onFocus={({ currentTarget }) => currentTarget.select()}
      rightSection={<CopyIcon value={value} label={label} />}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.85rem' } }}
    />
  );
}

export function CopyIcon({ value, label }: { value: string; label: string }) {
  const { copy, copied } = useClipboard();
  return (
    <Tooltip label={copied ? 'Copied' : `Copy ${label}`}>
      <ActionIcon
        variant="subtle"
        color={copied ? 'green' : 'gray'}
        aria-label={`Copy ${label}`}
        style={{ verticalAlign: 'middle' }}
        onClick={() => copy(value)}
      >
        {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
        <VisuallyHidden role="status">{copied ? `${label} copied` : ''}</VisuallyHidden>
      </ActionIcon>
    </Tooltip>
  );
}

export function CopyButton({ value, children }: { value: string; children: string }) {
  const { copy, copied } = useClipboard();
  return (
    <Button
      variant="default"
      leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      onClick={() => copy(value)}
    >
      <span aria-live="polite">{copied ? 'Copied' : children}</span>
    </Button>
  );
}
