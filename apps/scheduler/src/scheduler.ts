import { SpanKind, trace } from '@opentelemetry/api';
import { type Logger, prepared } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import { failUnansweredRuns } from './jobs/fail-unanswered-runs';
import { fireDueJob } from './jobs/fire-due-job';
import type { Job } from './jobs/job';

const tracer = trace.getTracer('@tenantry/scheduler');

const looking = prepared(
  `select exists (select from jobs where next_due_at <= now() and paused_at is null and job_id = any($1)) as jobs,
     exists (select from job_runs where state = 'running' and deadline_at <= now()) as answers`,
);

type Options = {
  database: DataSource;
  transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  jobs: readonly Job[];
  logger: Logger;
  /** How long to sleep at most between two looks at the database's clock (milliseconds). */
  pollMs?: number;
};

export type Scheduler = {
  /** When the last look at the database went well; `null` before the first. */
  lastLookAt(): Date | null;
  /** Stops after the run that is being started. */
  close(): Promise<void>;
};

/** Fires what is due and gives up what is not answered, until closed. Every replica runs one. */
export function startScheduler({ database, transact, jobs, logger, pollMs = 1000 }: Options): Scheduler {
  let stopped = false;
  let wake = (): void => undefined;
  let lastLookAt: Date | null = null;
  let failing = false;

  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => (clearTimeout(timer), resolve());
    });

  // One cheap question a look: nearly always there is nothing to do.
  const whatIsDue = async () => {
    const [due] = await database.query<{ jobs: boolean; answers: boolean }[]>(looking, [
      jobs.map(({ jobId }) => jobId),
    ]);
    return due ?? { jobs: false, answers: false };
  };

  // A trace starts here: nobody clicked, the clock did.
  const fireOne = () =>
    tracer.startActiveSpan('fire due job', { kind: SpanKind.INTERNAL, root: true }, async (span) => {
      try {
        const run = await transact((tx) => fireDueJob(tx, jobs));
        if (run && run !== 'fired') {
          span.setAttributes({ 'job.id': run.jobId, 'job.run_id': run.runId, 'job.cause': run.cause });
          logger.info(
            { jobId: run.jobId, runId: run.runId, cause: run.cause, dueAt: run.dueAt },
            'started a run',
          );
        }
        return run;
      } finally {
        span.end();
      }
    });

  const look = async () => {
    for (;;) {
      const due = await whatIsDue();
      if (!stopped && due.jobs && (await fireOne())) continue;
      if (due.answers)
        for (const runId of await failUnansweredRuns(database.manager, jobs)) {
          logger.warn({ runId }, 'gave up a run: no answer came in time');
        }
      return;
    }
  };

  const running = (async () => {
    while (!stopped) {
      try {
        await look();
        lastLookAt = new Date();
        failing = false;
      } catch (error) {
        if (!failing) logger.error({ err: error }, 'cannot look for due jobs; trying again every second');
        failing = true;
      }
      if (!stopped) await sleep();
    }
  })();

  return {
    lastLookAt: () => lastLookAt,
    async close() {
      stopped = true;
      wake();
      await running;
    },
  };
}
