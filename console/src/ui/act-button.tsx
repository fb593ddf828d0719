import { Button, VisuallyHidden } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Explained } from './states';

interface ActButtonProps extends ButtonProps {
  /** Why the button does nothing; `undefined` when it works. */
  readonly refusal?: string | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly type?: 'submit';
  readonly children: ReactNode;
}

/** A button that stays reachable by keyboard when it may not be used, and says why. */
export function ActButton({ refusal, onClick, children, ...props }: ActButtonProps) {
  const isRefused = refusal !== undefined;
  return (
    <Explained why={refusal}>
      <Button
        {...props}
        {...(isRefused && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={(event) => {
          if (isRefused) event.preventDefault();
          else onClick?.();
        }}
      >
        {children}
        {isRefused && <VisuallyHidden>({refusal})</VisuallyHidden>}
      </Button>
    </Explained>
  );
}
