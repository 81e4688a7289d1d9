import { createHash } from 'node:crypto';
import { inSteps } from '@tenantry/messaging';
import {
  type Logger,
  openEventStream,
  Problem,
  type SessionChecker,
  sessionHolds,
} from '@tenantry/service-defaults';
import type { Request, Response } from 'express';
import type { DataSource } from 'typeorm';
import { type BulkJob, findJob, findJobs, type OwnJob } from './find-jobs';

type Options = {
  database: DataSource;
  checker: SessionChecker;
  logger: Pick<Logger, 'warn'>;
  /** Milliseconds after which a stream ends; its reader comes again. */
  lastsMs?: number;
};
type Follower = {
  jobId: string;
  personId: string;
  tell: (job: BulkJob | undefined) => void;
  end: () => void;
};

/** Milliseconds between two looks at the jobs that are followed, all of them with one query. */
const lookEvery = 1000;
/** A browser holds few; more would keep it from everything else, as it has no more than six connections over HTTP/1.1. */
const mostPerPerson = 10;

/**
 * Tells those who follow jobs how far these are, whichever replica does them: each state of a job as it is then, until the job
 * is over. Where it was broken off, it goes on with the present state.
 */
export function startFollowingJobs({
  database: { manager },
  checker,
  logger,
  lastsMs = 15 * 60_000,
}: Options) {
  const followers = new Set<Follower>();
  let stopped = false;
  const looking = inSteps({
    async step() {
      // Whoever is the first wakes it.
      if (followers.size === 0) return 60_000;
      const jobs = await findJobs(manager, [...new Set([...followers].map(({ jobId }) => jobId))]);
      for (const { jobId, tell } of followers) tell(jobs.get(jobId));
      return lookEvery;
    },
    onFailure(error) {
      logger.warn({ err: error }, 'jobs cannot be followed, trying again in a moment');
      return lookEvery;
    },
  });
  const countOf = (personId: string) =>
    [...followers].filter((follower) => follower.personId === personId).length;

  return {
    /**
     * Answers with the states of a job of one's own. Whoever has seen its end already has nothing to come for again (204).
     * Problems: 404 `job.not_found`, 429 `rate.limited`, 503 `service.unavailable` once the service is being stopped.
     */
    follow: async (own: OwnJob, req: Request, res: Response): Promise<void> => {
      const { actorId: personId } = own.acting;
      const job = await findJob(manager, own);
      // Nobody would end it any more.
      if (stopped) throw new Problem('service.unavailable', { retryAfterSeconds: 1 });
      if (countOf(personId) >= mostPerPerson) throw new Problem('rate.limited', { retryAfterSeconds: 30 });
      let told = req.get('last-event-id');
      if (job.finishedAt !== null && told === stateOf(job)) return void res.status(204).end();
      const stream = openEventStream(req, res, {
        lastsMs,
        mayGoOn: () => sessionHolds(checker, req),
        onClose: () => void followers.delete(follower),
      });
      if (!stream) return;
      const follower: Follower = {
        jobId: own.jobId,
        personId,
        end: stream.end,
        tell(now) {
          if (!now) return stream.end();
          const id = stateOf(now);
          if (id !== told && stream.send({ event: 'job', id, data: now })) told = id;
          if (id === told && now.finishedAt !== null) stream.end();
        },
      };
      followers.add(follower);
      if (followers.size === 1) looking.wake();
      follower.tell(job);
    },
    /** Ends all streams: their readers come again, to another replica. */
    async stop(): Promise<void> {
      stopped = true;
      for (const { end } of followers) end();
      await looking.stop();
    },
  };
}

const stateOf = (job: BulkJob): string =>
  createHash('sha256').update(JSON.stringify(job)).digest('base64url').slice(0, 16);
