import { z } from 'zod';
import { defineCommand } from '../define';

const retentionOf = <S extends string>(service: S) =>
  defineCommand(`${service}.command.apply-retention.v1`, 'Delete what has been kept for long enough', {
    runId: z.uuid(),
  });

/**
 * Has a service delete what is no fact and older than its settings say (B6); answered by `reportRetention`, again and again
 * while it is at it. Services that are not named here delete by themselves or by another job.
 */
export const applyRetention = { notifier: retentionOf('notifier'), scheduler: retentionOf('scheduler') };
export type RetainingService = keyof typeof applyRetention;

/** What a service has deleted so far. */
export const reportRetention = defineCommand(
  'scheduler.command.report-retention.v1',
  'Take what a service has deleted of what was kept for long enough',
  {
    service: z.enum(['notifier', 'scheduler']),
    runId: z.uuid(),
    /** Counts the reports of a run: commands have no order, and the last one holds. */
    report: z.int().positive(),
    counts: z.record(z.string(), z.number().int()),
    finished: z.boolean(),
  },
);
