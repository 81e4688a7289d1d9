import { Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { FileButton } from './FileButton';
import classes from './FileDrop.module.css';

type FileDropProps = {
  /** As of `<input accept>`; what is dropped is taken whatever it is. */
  accept: string;
  /** What can be dropped here, and the words on the button that does the same. */
  hint: string;
  choose: string;
  loading: boolean;
  onFile: (file: File) => void;
  /** What the file has to be. */
  children: ReactNode;
};

/** A place to drop a file on, or to choose one: the button is the same for those who do not drag. */
export function FileDrop({ accept, hint, choose, loading, onFile, children }: FileDropProps) {
  const [over, setOver] = useState(false);
  const taken = (event: DragEvent, isOver: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return false;
    event.preventDefault();
    setOver(isOver);
    return true;
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => taken(event, true)}
      onDragLeave={(event) => taken(event, false)}
      onDrop={(event) => {
        const [file] = event.dataTransfer.files;
        if (taken(event, false) && file && !loading) onFile(file);
      }}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden />
      <Text>{hint}</Text>
      <FileButton accept={accept} onFile={onFile} variant="default" loading={loading} data-autofocus>
        {choose}
      </FileButton>
      <Text size="sm" c="dimmed" maw={520}>
        {children}
      </Text>
    </div>
  );
}
