import type { Once } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

/**
 * Runs work in one transaction and wakes the relay after the commit.
 * @param once where a request may be repeated: what the work returns is the answer that a repeat gets
 */
export type Transact = <T>(work: (tx: EntityManager) => Promise<T>, once?: Once) => Promise<T>;
