import {
  applyRetention,
  checkSealChain,
  deactivateInactiveUsers,
  expireInvitations,
  type RetainingService,
  type SealingService,
} from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { headsOf } from '../seals/seal-heads';

/** What a job needs to know of the run that it starts. */
type StartedRun = {
  runId: string;
  /** `user/<id>` who ran it now, else the scheduler itself. */
  actor: string;
  /** From then on nobody waits for the answer any more. */
  deadlineAt: Date;
};

export type Job = {
  jobId: string;
  /** Cron, five fields. */
  schedule: string;
  /** IANA name; the schedule's hours and days are those of this zone. */
  timeZone: string;
  /** The service that does the work and answers. */
  carriedOutBy: string;
  /** Sends the command, in the transaction that holds the run: both exist or neither. */
  start(tx: EntityManager, run: StartedRun): Promise<unknown>;
};

const hourMs = 3_600_000;

/** Every job of the installation. The scheduler touches nobody's data: it asks the owner by a command. */
export const jobs: readonly Job[] = [
  {
    jobId: 'expire-invitations',
    schedule: '*/5 * * * *',
    timeZone: 'UTC',
    carriedOutBy: 'identity',
    start: (tx, { runId, actor, deadlineAt }) =>
      sendCommand(tx, expireInvitations, { runId }, { actor, expiresAt: deadlineAt, commandId: runId }),
  },
  {
    jobId: 'deactivate-inactive-users',
    schedule: '30 2 * * *',
    timeZone: 'UTC',
    carriedOutBy: 'identity',
    start: (tx, { runId, actor, deadlineAt }) =>
      sendCommand(
        tx,
        deactivateInactiveUsers,
        { runId },
        // Where identity is away for a while, the day's run is late and not lost.
        { actor, expiresAt: new Date(deadlineAt.getTime() + 12 * hourMs), commandId: runId },
      ),
  },
  {
    jobId: 'check-seal-chain',
    schedule: '45 3 * * *',
    timeZone: 'UTC',
    carriedOutBy: 'all services',
    async start(tx, { runId, actor, deadlineAt }) {
      const expiresAt = new Date(deadlineAt.getTime() + 12 * hourMs);
      for (const service of Object.keys(checkSealChain) as SealingService[]) {
        const heads = await headsOf(tx, service);
        await sendCommand(tx, checkSealChain[service], { runId, heads }, { actor, expiresAt });
      }
    },
  },
  {
    jobId: 'retention',
    schedule: '15 4 * * *',
    timeZone: 'UTC',
    carriedOutBy: 'notifier or scheduler',
    async start(tx, { runId, actor, deadlineAt }) {
      const expiresAt = new Date(deadlineAt.getTime() + 12 * hourMs);
      for (const service of Object.keys(applyRetention) as RetainingService[])
        await sendCommand(tx, applyRetention[service], { runId }, { actor, expiresAt });
    },
  },
];
