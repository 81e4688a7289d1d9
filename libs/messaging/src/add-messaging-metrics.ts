import { messagingMetrics, type MessagingMetrics } from './metrics';
import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

const gauges: Record<keyof MessagingMetrics, [name: string, help: string]> = {
  outboxPending: ['messaging_outbox_pending', 'Messages that the broker has not confirmed.'],
  outboxOldestSeconds: ['messaging_outbox_oldest_seconds', 'Age of the oldest of them.'],
  streamsDue: ['messaging_streams_due', 'Streams that wait to be worked on.'],
  streamsParked: ['messaging_streams_parked', 'Streams that wait for an administrator.'],
  oldestParkedSeconds: [
    'messaging_streams_parked_oldest_seconds',
    'For how long the first of them has been parked.',
  ],
  streamsRetrying: [
    'messaging_streams_retrying',
    'Streams whose next message has failed and is tried again.',
  ],
  messagesRefused: ['messaging_messages_refused', 'Messages that could not be placed in any stream.'],
  oldestDueSeconds: [
    'messaging_streams_oldest_due_seconds',
    'For how long the longest waiting stream has been due.',
  ],
  streamsWithGap: ['messaging_streams_with_gap', 'Streams that wait for a version for more than a minute.'],
  oldestUnsealedSeconds: [
    'messaging_seal_oldest_unsealed_seconds',
    'For how long the oldest event without a seal has waited for it.',
  ],
  sealsBroken: ['messaging_seals_broken', 'Events that were not as they had been sealed at the last check.'],
};

/** Adds what messaging has to do to the metrics; asked of the database when they are read. */
export function addMessagingMetrics(database: DataSource, registry: Registry): void {
  let reading: Promise<MessagingMetrics> | undefined;
  const read = () => (reading ??= messagingMetrics(database.manager).finally(() => (reading = undefined)));
  for (const [key, [name, help]] of Object.entries(gauges) as [keyof MessagingMetrics, [string, string]][]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await read())[key]);
      },
    });
  }
}
