import type { AnyDefinition, MessageOf } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';

export type HandlerContext = {
  /** The transaction in which the message counts as done: every effect belongs into it. */
  tx: EntityManager;
  /** 1 at the first try. */
  attempt: number;
  /** The owner has published the message again to rebuild state: nobody is to be told of it. */
  replayed: boolean;
};

/** Applies one message. Throwing rolls its effects back and has it tried again. */
export type Handler<D extends AnyDefinition> = (
  message: MessageOf<D>,
  context: HandlerContext,
) => Promise<void>;

export type Subscription = {
  definition: AnyDefinition;
  handle: (message: never, context: HandlerContext) => Promise<void>;
};

/** One line of a service's list of subscriptions. */
export const on = <D extends AnyDefinition>(definition: D, handle: Handler<D>): Subscription => ({
  definition,
  handle,
});

/** Trying again may help. Other errors are taken for this too; the name is for the reader. */
export class RetryableError extends Error {
  override name = 'RetryableError';
}

/** Trying again cannot help: the message's stream is parked at once, until someone replays it. */
export class NonRetryableError extends Error {
  override name = 'NonRetryableError';
}
