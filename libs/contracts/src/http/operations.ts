import { z } from 'zod';

const count = z.int().min(0);
const since = z.iso.datetime().nullable();

/**
 * `GET /v1/operations`: what one service has to do, for those who operate the installation. The same numbers as in its metrics;
 * counts stop at 10,000.
 */
export const operationsSchema = z
  .object({
    service: z.string(),
    version: z.string().meta({ description: 'The release that answers.' }),
    at: z.iso.datetime().meta({ description: 'When it was asked.' }),
    startedAt: z.iso.datetime().meta({ description: 'Since when the replica runs that answers.' }),
    queue: z
      .object({ messages: count, replicas: count.meta({ description: 'Replicas that read the queue.' }) })
      .nullable()
      .meta({
        description:
          'Its queue at the broker; null where the replica that answers does not reach the broker.',
      }),
    outbox: z
      .object({ pending: count, oldestAt: since })
      .meta({ description: 'What the broker has not confirmed.' }),
    streams: z
      .object({
        due: count,
        dueSince: since,
        retrying: count,
        parked: count,
        withGap: count,
        refused: count.meta({ description: 'Messages that belong to no subject.' }),
      })
      .meta({ description: 'What has arrived and is not applied yet.' }),
    seals: z.object({ unsealedSince: since, broken: count }),
    mails: z
      .object({ ready: count, sending: count, unknown: count, oldestReadyAt: since })
      .nullable()
      .meta({ description: 'Of the notifier: mails that are not over.' }),
    jobs: z
      .object({
        lateSince: since.meta({ description: 'When the job was due that has waited longest.' }),
        running: count,
        failed: z.array(z.string()).meta({ description: 'Jobs whose last run has failed.' }),
      })
      .nullable()
      .meta({ description: 'Of the scheduler.' }),
  })
  .meta({ id: 'Operations' });
