import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Tooltip } from './Tooltip';

type RefusableButtonProps = ButtonProps & {
  /** Why it cannot be pressed; `null` where it can. */
  refused: string | null;
  onClick: () => void;
  'aria-label'?: string;
  children: ReactNode;
};

/** A button that says why it cannot be pressed: focusable while it is disabled, or nobody with a keyboard learns why. */
export function RefusableButton({ refused, onClick, children, ...props }: RefusableButtonProps) {
  const reasonId = useId();
  return (
    <>
      <Tooltip label={refused} disabled={!refused}>
        <Button
          {...props}
          {...(refused ? { 'aria-disabled': true, 'data-disabled': true, 'aria-describedby': reasonId } : {})}
          onClick={() => {
            if (!refused) onClick();
          }}
        >
          {children}
        </Button>
      </Tooltip>
      {refused && <VisuallyHidden id={reasonId}>{refused}</VisuallyHidden>}
    </>
  );
}
