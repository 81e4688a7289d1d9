import { Button, type ButtonProps, FileButton as Chooser } from '@mantine/core';
import { useRef } from 'react';

type FileButtonProps = ButtonProps & {
  /** As of `<input accept>`. */
  accept: string;
  onFile: (file: File) => void;
  'data-autofocus'?: boolean;
};

/** Chooses a file; the same one can be chosen again, mended by then. */
export function FileButton({ accept, onFile, ...button }: FileButtonProps) {
  const reset = useRef<() => void>(null);
  return (
    <Chooser
      accept={accept}
      resetRef={reset}
      onChange={(file) => {
        // A browser tells nothing of a choice that is the one before.
        reset.current?.();
        if (file) onFile(file);
      }}
    >
      {(opens) => <Button {...button} {...opens} />}
    </Chooser>
  );
}
