import type { bulkItemPageSchema, bulkJobSchema } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import type { z } from 'zod';
import { browser, type Person } from './people';
import type { Identity } from './start-identity';

type Job = z.infer<typeof bulkJobSchema>;
type Items = z.infer<typeof bulkItemPageSchema>;

export const block = (userIds: string[]) => ({ act: 'block', userIds, comment: 'Contract has ended' });

/** What somebody does with jobs, against the identity that runs by then. */
export const jobsOf = (identity: () => Identity, person: () => Person) => {
  const asking = () => browser(identity(), person().cookie);
  const read = async (jobId: string) => (await asking().get(`/v1/jobs/${jobId}`).expect(200)).body as Job;
  return {
    start: async (request: object) => (await asking().post('/v1/jobs', request).expect(202)).body as Job,
    read,
    /** The job once it is over. */
    over: (jobId: string, within = 20_000) =>
      eventually(
        async () => {
          const job = await read(jobId);
          if (job.finishedAt === null) throw new Error(`not over: ${JSON.stringify(job)}`);
          return job;
        },
        { within },
      ),
    items: async (jobId: string, query = '') =>
      ((await asking().get(`/v1/jobs/${jobId}/items?limit=200${query}`).expect(200)).body as Items).items,
  };
};

/** How many events of this type each of the users has. */
export const eventsOfEach = async (
  { database }: Identity,
  userIds: string[],
  type: string,
): Promise<number[]> => {
  const rows = await database.query<{ events: number }[]>(
    `select (select count(*)::int from event_log where subject = 'user/' || asked and type = $2) as events
     from unnest($1::uuid[]) as asked`,
    [userIds, type],
  );
  return rows.map(({ events }) => events);
};
