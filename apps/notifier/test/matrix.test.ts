import { randomUUID } from 'node:crypto';
import {
  describeMatrix,
  keepDatabase,
  type MatrixActor,
  matrixActors,
  parkedStream,
  signInActors,
  tenancyOfTheMatrix,
} from '@tenantry/testing';
import { notifierOpenApi } from '../src/openapi';
import { notifierApi, publicUrl } from './support/api';
import { aNotifier } from './support/notifier';
import { aPlainMail, enqueueAll } from './support/things';

// A new route is a new line here: what it answers each of them about a user of the company, and what all but
// the operator are answered about a stranger's (`-` where nothing is named). A name of a parameter or a property that is
// new in the documents gets a value in `names`, and in `samples` where no schema describes it well enough.
const expected = `
nobody standard auditor userAdmin delegated master reseller operator mirrored foreign  route
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/mails
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
401    200      200     200       200       200    200      200      200      200      GET /v1/invitation-mails
401    200      200     200       200       200    200      200      200      200      GET /v1/bounces
`;

describe('[A8] every route of notifier, asked by everybody about own and foreign things', () =>
  describeMatrix({
    service: 'notifier',
    document: notifierOpenApi(),
    samples: { type: ['sandbox.thing.changed.v1'] },
    expected,
    async world() {
      const actors = Object.fromEntries(matrixActors.map((actor) => [actor, randomUUID()])) as Record<
        MatrixActor,
        string
      >;
      const notifier = await aNotifier({ sending: false });
      const names = {
        own: {
          entryId: await parkedStream(notifier.database.dataSource),
          userId: randomUUID(),
          organizationId: randomUUID(),
        },
        foreign: { userId: randomUUID() },
        unknown: { userId: '00000000-0000-4000-8000-000000000000' },
      };
      const company = { organizationId: names.own.organizationId, userIds: [names.own.userId] };
      const stranger = { organizationId: randomUUID(), userIds: [names.foreign.userId] };
      const decide = tenancyOfTheMatrix({ actors, company, stranger });
      const api = await notifierApi(notifier, (actorId, question, onBehalfOfId) =>
        decide(question, actorId, onBehalfOfId),
      );
      await enqueueAll(
        notifier,
        aPlainMail({ userId: names.own.userId }),
        aPlainMail({ userId: names.foreign.userId, to: 'zzforeign@people.example' }),
      );
      const database = await keepDatabase(notifier.database.ownerUrl);
      await database.remember();
      return {
        app: api.app,
        origin: publicUrl,
        async begin() {
          await database.restore();
          return signInActors(api.sessions, actors, company.organizationId);
        },
        everything: database.everything,
        names,
        secrets: ['zzforeign', names.foreign.userId],
        forged: { 'x-user-id': actors.operator, 'x-actor-id': actors.operator, actor: actors.operator },
        async close() {
          await database.close();
          await api.close();
          await notifier.close();
        },
      };
    },
  }));
