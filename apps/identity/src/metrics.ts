import { type MessagingMetrics, messagingMetrics } from '@tenantry/messaging';
import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

const measures: Record<keyof MessagingMetrics, string> = {
  outboxPending: 'outbox_pending',
  outboxOldestSeconds: 'outbox_oldest_seconds',
  streamsDue: 'streams_due',
  streamsParked: 'streams_parked',
  oldestDueSeconds: 'oldest_due_seconds',
  streamsWithGap: 'streams_with_gap',
};

/** Registers what messaging has to do, read from the database when somebody asks for metrics. */
export const collectMetrics = (database: DataSource) => (register: Registry) => {
  new Gauge({
    name: 'tenantry_messaging',
    help: 'What waits in outbox and inbox, by measure; counts stop at 10,000',
    labelNames: ['measure'],
    registers: [register],
    async collect() {
      const now = await messagingMetrics(database.manager);
      for (const [key, measure] of Object.entries(measures))
        this.set({ measure }, now[key as keyof MessagingMetrics]);
    },
  });
};
