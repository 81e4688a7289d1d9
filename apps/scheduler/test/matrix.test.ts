import { randomUUID } from 'node:crypto';
import { connectPoke, transactions } from '@tenantry/messaging';
import {
  describeMatrix,
  freshDatabase,
  keepDatabase,
  type MatrixActor,
  matrixActors,
  parkedStream,
  signInActors,
  silentLogger,
  tenancyOfTheMatrix,
  testEnvironment,
} from '@tenantry/testing';
import { migrations } from '../src/database';
import { jobs } from '../src/jobs/job';
import { registerJobs } from '../src/jobs/register-jobs';
import { schedulerOpenApi } from '../src/openapi';
import { publicUrl, schedulerApi } from './support/api';

// A new route is a new line here: what it answers each of them about a job, which is no
// organization's, so that nothing is a stranger's (`-`). A name of a parameter or a property that is
// new in the documents gets a value in `names`, and in `samples` where no schema describes it well enough.
const expected = `
nobody standard auditor userAdmin delegated master reseller operator mirrored foreign  route
401    403      403     403       403       403    403      200      403      -        GET /v1/jobs
401    403      403     403       403       403    403      200      403      -        GET /v1/jobs/{jobId}/runs
401    403      403     403       403       403    403      202      403      -        POST /v1/jobs/{jobId}/run-now
401    403      403     403       403       403    403      200      403      -        GET /v1/jobs/{jobId}/history
401    403      403     403       403       403    403      204      403      -        POST /v1/jobs/{jobId}/pause
401    403      403     403       403       403    403      204      403      -        POST /v1/jobs/{jobId}/resume
401    403      403     403       403       403    403      200      403      -        GET /v1/audit
401    403      403     403       403       403    403      200      403      -        GET /v1/audit/seals
401    403      403     403       403       403    403      200      403      -        GET /v1/operations
401    403      403     403       403       403    403      200      403      -        GET /v1/dead-letters
401    403      403     403       403       403    403      200      403      -        GET /v1/dead-letters/counts
401    403      403     403       403       403    403      200      403      -        GET /v1/dead-letters/history
401    403      403     403       403       403    403      200      403      -        POST /v1/dead-letters/replay
401    403      403     403       403       403    403      200      403      -        GET /v1/dead-letters/{entryId}
401    403      403     403       403       403    403      200      403      -        POST /v1/dead-letters/{entryId}/replay
401    403      403     403       403       403    403      200      403      -        POST /v1/dead-letters/{entryId}/discard
`;

describe('[A8] every route of scheduler, asked by everybody about own and foreign things', () =>
  describeMatrix({
    service: 'scheduler',
    document: schedulerOpenApi(),
    samples: { type: ['sandbox.thing.changed.v1'] },
    expected,
    async world() {
      const actors = Object.fromEntries(matrixActors.map((actor) => [actor, randomUUID()])) as Record<
        MatrixActor,
        string
      >;
      const company = { organizationId: randomUUID(), userIds: [] };
      const decide = tenancyOfTheMatrix({ actors, company, stranger: company });
      const fresh = await freshDatabase('scheduler', migrations);
      const poke = await connectPoke(testEnvironment().redisUrl, silentLogger);
      const transact = transactions(fresh.dataSource, poke, 'scheduler');
      await transact((tx) => registerJobs(tx, jobs));
      const api = await schedulerApi({
        database: fresh.dataSource,
        transact,
        decide: (actorId, question, onBehalfOfId) => decide(question, actorId, onBehalfOfId),
      });
      const entryId = await parkedStream(fresh.dataSource);
      const database = await keepDatabase(fresh.ownerUrl);
      await database.remember();
      return {
        app: api.app,
        origin: publicUrl,
        async begin() {
          await database.restore();
          return signInActors(api.sessions, actors, company.organizationId);
        },
        everything: database.everything,
        names: {
          own: {
            userId: randomUUID(),
            entryId,
            jobId: jobs[0]?.jobId ?? '',
            organizationId: company.organizationId,
          },
          foreign: {},
          unknown: { jobId: 'brew-coffee' },
        },
        secrets: [],
        forged: { 'x-user-id': actors.operator, 'x-actor-id': actors.operator, actor: actors.operator },
        async close() {
          await database.close();
          await api.close();
          await poke.close();
          await fresh.drop();
        },
      };
    },
  }));
