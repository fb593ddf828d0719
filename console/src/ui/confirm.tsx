import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from './problem-alert';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly act: string;
  readonly isBusy: boolean;
  readonly isBlocked?: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const { opened, title, children, act, isBusy, isBlocked = false, error, onConfirm, onClose } = props;
  return (
    <ConsoleModal opened={opened} onClose={onClose} title={title}>
      <Stack gap="md">
        <div>{children}</div>
        <ProblemAlert error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" onClick={onConfirm} loading={isBusy} disabled={isBlocked}>
            {act}
          </Button>
        </Group>
      </Stack>
    </ConsoleModal>
  );
}

interface ConsoleModalProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly isSticky?: boolean;
}

/** @param isSticky - Only its own buttons close it, for what must not be lost by a wrong click. */
export function ConsoleModal({ opened, title, children, onClose, isSticky = false }: ConsoleModalProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      centered
      closeOnClickOutside={!isSticky}
      closeOnEscape={!isSticky}
      withCloseButton={!isSticky}
      closeButtonProps={{ 'aria-label': 'Close' }}
      attributes={{ header: { role: 'presentation' } }}
      styles={{
        title: { fontWeight: 650, fontSize: '1.1rem', lineHeight: 1.35 },
        // What the focus goes to must not be below the title, which may be long and stays at the top.
        content: { background: 'var(--console-card)', scrollPaddingTop: '14rem' },
        header: { background: 'var(--console-card)' },
      }}
    >
      {children}
    </Modal>
  );
}
