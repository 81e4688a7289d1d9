import type { EntityManager } from 'typeorm';

/** Runs work in one transaction and wakes the relay after the commit. */
export type Transact = <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
