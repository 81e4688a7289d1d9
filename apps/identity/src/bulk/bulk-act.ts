import type { Acting, Question } from '@tenantry/contracts';
import type { DecisionClient, Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { Transact } from '../transact';

/** One thing that a job is to be done to. `key` names it within the job: a user's id, an address, the number of a line. */
export type BulkItem = { position: number; key: string; userId: string | null; input: unknown };

/** `attempt`: which time it is handed over, whoever asked for it to be tried again. */
type HandedOver = { attempt: number; expiresAt: Date };

/** How one item is done. */
export type BulkScope = {
  jobId: string;
  acting: Acting;
  comment: string | null;
  /** What the job keeps for all of its items. */
  settings: unknown;
  /** For the one transaction of the act: in it the item is done, too. */
  transact: Transact;
  /**
   * Instead of `transact`, where another service does it: sends the command for that; the item is done, or not, once the
   * service has answered this attempt with `settleJobItem`. Where it has not by `expiresAt`, the item is handed over anew.
   */
  handOver: (send: (tx: EntityManager, handedOver: HandedOver) => Promise<unknown>) => Promise<void>;
  /** Knows what was asked for the whole chunk. */
  decisions: DecisionClient;
};

/** What a job does: to each item the same command that a request for it alone would give. */
export type BulkActDefinition = {
  /** Of an act that another service does: so many items of a job are on their way at most, so that others get their turn there. */
  mostOnTheirWay?: number;
  /** What tenancy will be asked about these items, asked in one go before they are done. */
  questions: (items: readonly BulkItem[], settings: unknown) => Promise<Question[]>;
  carryOut: (item: BulkItem, scope: BulkScope) => Promise<unknown>;
  /** Whether an act was refused because nothing is left to be done. */
  isDoneAlready: (problem: Problem) => boolean;
};
