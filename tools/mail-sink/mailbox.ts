import fs from 'node:fs';
import path from 'node:path';
import type { ReceivedMail } from './sink';

/** The latest mails that are kept. */
const kept = 2_000;

/** The mails that have come, oldest first; at most the latest 2,000. */
export type Mailbox = {
  all: () => readonly ReceivedMail[];
  /** Gives the mail its number and keeps it. */
  add: (mail: Omit<ReceivedMail, 'id'>) => void;
  clear: () => void;
};

/**
 * Opens the mailbox with what its file holds, a mail a line.
 * @param file without it the mails are gone with the process
 */
export const openMailbox = (file?: string): Mailbox => {
  const mails = file === undefined ? [] : read(file).slice(-kept);
  let count = mails.at(-1)?.id ?? 0;
  let lines = 0;
  const rewrite = (): void => {
    if (file === undefined) return;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.new`;
    fs.writeFileSync(draft, mails.map(line).join(''), { mode: 0o600 });
    fs.renameSync(draft, file);
    lines = mails.length;
  };
  // What was cut off, and what is too old, must not stay in front of what comes.
  rewrite();

  return {
    all: () => mails,
    add: (received) => {
      const mail = { ...received, id: (count += 1) };
      if (file !== undefined) fs.appendFileSync(file, line(mail));
      lines += 1;
      mails.push(mail);
      if (mails.length > kept) mails.shift();
      if (lines >= 2 * kept) rewrite();
    },
    clear: () => {
      mails.length = 0;
      rewrite();
    },
  };
};

const line = (mail: ReceivedMail): string => `${JSON.stringify(mail)}\n`;

/** A line that a killed start has left half-written is passed over. */
const read = (file: string): ReceivedMail[] => {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as ReceivedMail];
      } catch {
        return [];
      }
    });
};
