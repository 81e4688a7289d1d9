import {
  describeMatrix,
  keepDatabase,
  type MatrixActor,
  matrixActors,
  parkedStream,
  signInActors,
  tenancyOfTheMatrix,
} from '@tenantry/testing';
import { sessionStore } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import { storeBulkJob } from '../src/bulk/bulk-job';
import { identityOpenApi } from '../src/openapi';
import { colleague, goodPassword, openAccount } from './support/people';
import { startIdentity } from './support/start-identity';

// A new route is a new line here: what it answers each of them about a user of the company, and what all but
// the operator are answered about a stranger's (`-` where nothing is named). A name of a parameter or a property that is
// new in the documents gets a value in `names`, and in `samples` where no schema describes it well enough.
const expected = `
nobody standard auditor userAdmin delegated master reseller operator mirrored foreign  route
200    200      200     200       200       200    200      200      200      -        GET /v1/installation
200    200      200     200       200       200    200      200      200      -        GET /v1/installation/key-users
202    202      202     202       202       202    202      202      202      -        POST /v1/sign-ups
404    404      404     404       404       404    404      404      404      -        POST /v1/sign-ups/verify
404    404      404     404       404       404    404      404      404      -        POST /v1/codes/inspect
401    403      403     200       200       200    200      200      403      404      POST /v1/invitations
404    404      404     404       404       404    404      404      404      -        POST /v1/invitations/accept
401    404      403     409       409       409    409      409      403      404      POST /v1/users/{userId}/invitation/resend
401    404      403     409       409       409    409      409      409      404      POST /v1/users/{userId}/invitation/revoke
401    401      401     401       401       401    401      401      401      -        POST /v1/sessions
401    200      200     200       200       200    200      200      200      -        GET /v1/sessions/current
204    204      204     204       204       204    204      204      204      -        DELETE /v1/sessions/current
401    200      200     200       200       200    200      200      403      -        GET /v1/sessions
401    204      204     204       204       204    204      204      403      -        DELETE /v1/sessions
401    404      404     404       404       204    404      404      403      404      DELETE /v1/sessions/{sessionId}
202    202      202     202       202       202    202      202      202      -        POST /v1/password-resets
404    404      404     404       404       404    404      404      404      -        POST /v1/passwords
401    403      403     403       403       403    403      403      403      -        PUT /v1/account/password
401    404      403     200       200       200    200      200      403      404      POST /v1/users/{userId}/password-reset
401    404      403     403       201       201    201      201      403      404      POST /v1/mirroring
401    409      409     409       409       409    409      409      200      -        DELETE /v1/mirroring
401    403      403     201       201       201    201      201      403      404      POST /v1/users
401    403      403     200       200       200    200      200      403      404      GET /v1/user-names/proposal
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/history
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/diagnosis
401    404      200     200       200       200    200      200      200      404      POST /v1/users/{userId}/typed-name
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/presence
401    404      403     200       200       200    200      200      403      404      GET /v1/users/{userId}/sessions
401    404      403     200       200       200    200      200      403      404      DELETE /v1/users/{userId}/sessions
401    404      403     404       404       404    404      404      403      404      DELETE /v1/users/{userId}/sessions/{sessionId}
401    404      403     200       200       200    200      200      200      404      PUT /v1/users/{userId}/idle-limit
401    404      403     200       200       200    200      200      200      404      POST /v1/users/{userId}/block
401    404      403     409       409       409    409      409      409      404      POST /v1/users/{userId}/unblock
401    404      403     200       200       200    200      200      200      404      POST /v1/users/{userId}/deactivate
401    404      403     200       200       200    200      200      200      404      PATCH /v1/users/{userId}
401    404      403     202       202       202    202      202      403      404      PUT /v1/users/{userId}/email
401    404      403     200       200       200    200      200      200      404      POST /v1/users/{userId}/support-report
401    404      403     409       409       409    409      409      409      404      POST /v1/users/{userId}/activate
401    404      403     200       200       200    200      200      403      404      POST /v1/users/{userId}/remove
401    404      403     202       202       202    202      202      202      404      POST /v1/jobs
401    200      200     200       200       200    200      200      200      -        GET /v1/jobs
401    404      404     404       404       200    404      404      404      404      GET /v1/jobs/{jobId}
401    404      404     404       404       200    404      404      404      404      GET /v1/jobs/{jobId}/events
401    404      404     404       404       200    404      404      404      404      GET /v1/jobs/{jobId}/items
401    404      404     404       404       200    404      404      403      404      GET /v1/jobs/{jobId}/results.csv
401    404      404     404       404       200    404      404      404      404      POST /v1/jobs/{jobId}/cancel
401    404      404     404       404       409    404      404      404      404      POST /v1/jobs/{jobId}/retry
401    403      403     200       200       200    200      200      403      404      POST /v1/imports/preview
401    403      403     202       202       202    202      202      403      404      POST /v1/imports
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

const nobodys = '00000000-0000-4000-8000-000000000000';
const given = { roleIds: 'auditor', subAccountIds: randomUUID() };

describe('[A8] every route of identity, asked by everybody about own and foreign things', () =>
  describeMatrix({
    service: 'identity',
    document: identityOpenApi(),
    samples: {
      password: [goodPassword],
      currentPassword: ['not the password'],
      newPassword: ['copper lantern 77 drifts'],
      addresses: [['new@acme.example']],
      email: ['new@acme.example'],
      userName: ['new.comer'],
      language: ['en'],
      'If-Match': ['*'],
      act: ['unblock'],
      type: ['sandbox.thing.changed.v1'],
      file: ['E-mail;First name;Last name\nnew@acme.example;Ana;Ruiz'],
    },
    expected,
    async world() {
      // A stream of events ends as soon as it has told the first.
      const identity = await startIdentity({ streamsLastMs: 0 });
      const { redis, config } = identity;
      const master = await openAccount(identity);
      const foreign = await openAccount(identity);
      const employee = await colleague(identity, master);
      const people: [MatrixActor, string][] = [];
      for (const actor of matrixActors) people.push([actor, (await colleague(identity, master)).userId]);
      const actors = Object.fromEntries(people) as Record<MatrixActor, string>;
      await identity.database.query(`update users set first_name = 'Zzforeign' where id = $1`, [
        foreign.userId,
      ]);
      identity.tenancy.decide(
        tenancyOfTheMatrix({
          actors,
          company: { organizationId: master.organizationId, userIds: [master.userId, employee.userId] },
          stranger: { organizationId: foreign.organizationId, userIds: [foreign.userId] },
          given: Object.values(given),
        }),
      );
      const sessions = sessionStore(redis, { environment: config.ENVIRONMENT });
      const jobOf = (actorId: string, userId: string) =>
        identity.database.transaction((tx) =>
          storeBulkJob(tx, {
            act: 'unblock',
            acting: { actorId, onBehalfOfId: null },
            comment: null,
            items: [{ key: userId, userId }],
          }),
        );
      const strangers = {
        jobId: await jobOf(foreign.userId, foreign.userId),
        userIds: foreign.userId,
        sessionId: (await sessions.list(foreign.userId))[0]?.handle ?? '',
        userId: foreign.userId,
        organizationId: foreign.organizationId,
        roleIds: randomUUID(),
        subAccountIds: randomUUID(),
      };
      const own = {
        entryId: await parkedStream(identity.database),
        jobId: await jobOf(actors.master, employee.userId),
        userIds: employee.userId,
        userId: employee.userId,
        organizationId: master.organizationId,
        ...given,
      };
      /** Another session of the actor who is a master. */
      let sessionId = '';
      const database = await keepDatabase(identity.ownerUrl);
      await database.remember();
      return {
        app: identity.app,
        origin: config.PUBLIC_URL,
        async begin() {
          await database.restore();
          await redis.del(
            Object.values(actors).flatMap((userId) => [`epoch:${userId}`, `sessions:${userId}`]),
          );
          const { organizationId } = master;
          const elsewhere = { userId: actors.master, organizationId, epoch: 0, idleSeconds: 600 };
          const { session } = await sessions.create(elsewhere);
          const held = await sessions.list(actors.master);
          sessionId = held.find(({ id }) => id === session.id)?.handle ?? '';
          return signInActors(sessions, actors, organizationId);
        },
        everything: database.everything,
        names: {
          get own() {
            return { ...own, sessionId };
          },
          foreign: strangers,
          unknown: Object.fromEntries(Object.keys(strangers).map((name) => [name, nobodys])),
        },
        secrets: ['zzforeign', foreign.email, foreign.userName, ...Object.values(strangers)].map((text) =>
          text.toLowerCase(),
        ),
        forged: {
          'x-user-id': actors.operator,
          'x-actor-id': actors.operator,
          'x-organization-id': master.organizationId,
          actor: actors.operator,
        },
        async close() {
          await database.close();
          await identity.close();
        },
      };
    },
  }));
