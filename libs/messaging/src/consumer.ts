import type { DataSource } from 'typeorm';
import type { Logger } from './logger';
import type { Poke } from './poke';
import type { Subscription } from './subscriptions';
import type { Topology } from './topology';

export type ConsumerState = {
  connected: boolean;
  /** Publishers that have not declared their exchange yet. */
  unbound: string[];
  /** Streams that are being worked on. */
  working: number;
  /** `open`: a dependency is down, messages wait without using up attempts. */
  breaker: 'closed' | 'open';
};

export type ConsumerOptions = {
  topology: Topology;
  subscriptions: readonly Subscription[];
  database: DataSource;
  brokerUrl: string;
  /** The installation's name; messages of another one are parked. */
  environment: string;
  poke: Poke;
  logger: Logger;
  /** Streams worked on at once (4). */
  concurrency?: number;
  /** Tries before a stream is parked (8). */
  maxAttempts?: number;
  /** How long a claimed stream is left alone (30 seconds). */
  leaseMs?: number;
  /** Milliseconds to wait after the nth failed try (2^n seconds, 60 at most). */
  backoffMs?: (attempt: number) => number;
  breaker?: { failures?: number; pauseMs?: number };
};

/** Takes a service's messages into its inbox and applies them. */
export function startConsumer(_options: ConsumerOptions): { stop(): Promise<void>; state(): ConsumerState } {
  throw new Error('comes with the next commit');
}
