import type { EntityManager } from 'typeorm';

/** Transactions that have written to the outbox, by their connection: that is the same in a transaction within one. */
const writing = new WeakSet<object>();

const transactionOf = (tx: EntityManager): object => tx.queryRunner ?? tx;

/** To be said by whatever writes to the outbox. */
export const noteOutboxWrite = (tx: EntityManager): void => void writing.add(transactionOf(tx));

/** Whether there is anything for the relay once this transaction is committed. */
export const hasWrittenOutbox = (tx: EntityManager): boolean => writing.has(transactionOf(tx));
