import type { Poke } from '@tenantry/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { NewMail } from './mail';
import { insertMail } from './mails.repository';

/** Wakes the senders of every replica. */
export const mailChannel = 'notifier.mails';

/** Writes a mail down in the caller's transaction; it leaves after the commit. */
export type Enqueue = (tx: EntityManager, mail: NewMail) => Promise<void>;

const written = Symbol('mails written in this transaction');
type TransactionData = { [written]?: boolean };

/**
 * The way into the outgoing mails. The sender is woken by the commit of the transaction that holds the mail, whoever
 * runs it: here that is the worker, which knows nothing of mails.
 * @param messageIdHost the right-hand side of Message-IDs
 */
export function mailQueue(database: DataSource, poke: Poke, messageIdHost: string): Enqueue {
  database.subscribers.push({
    afterTransactionCommit({ queryRunner }) {
      if (queryRunner.isTransactionActive || !(queryRunner.data as TransactionData)[written]) return;
      (queryRunner.data as TransactionData)[written] = false;
      poke.wake(mailChannel);
    },
  });
  return async (tx, mail) => {
    await insertMail(tx, messageIdHost, mail);
    if (tx.queryRunner) (tx.queryRunner.data as TransactionData)[written] = true;
  };
}
