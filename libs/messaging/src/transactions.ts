import type { DataSource, EntityManager } from 'typeorm';
import { hasWrittenOutbox } from './outbox-writes';
import type { Poke } from './poke';

/** The channel that wakes a service's relay. */
export const relayChannel = (service: string): string => `${service}.relay`;
/** The channel that wakes a service's workers. */
export const workerChannel = (service: string): string => `${service}.worker`;

/** How work is done in its transaction, such as once for many requests. */
type Around = <T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>) => Promise<T>;
const plainly: Around = (tx, work) => work(tx);

/** Runs work in a transaction and wakes the service's relay after the commit, if there is anything for it. */
export const transactions =
  (database: DataSource, poke: Poke, service: string) =>
  async <T>(work: (tx: EntityManager) => Promise<T>, around = plainly): Promise<T> => {
    const { result, written } = await database.transaction(async (tx) => {
      const done = await around(tx, work);
      return { result: done, written: hasWrittenOutbox(tx) };
    });
    if (written) poke.wake(relayChannel(service));
    return result;
  };
