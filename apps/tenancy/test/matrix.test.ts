import { Client } from 'pg';
import { describeMatrix, keepDatabase, parkedStream } from '@tenantry/testing';
import { tenancyOpenApi } from '../src/openapi';
import {
  foreignNames,
  insertMatrixWorld,
  namesAbove,
  namesBelow,
  ownNames,
  roles,
  secrets,
  unknownNames,
} from './support/matrix-world';
import { publicUrl, testService } from './support/service';

// A new route is a new line here: what it answers each of them about a thing of the company (`support/matrix-world.ts`),
// and what all but the operator are answered about a stranger's (`-` where nothing is named). A name of a parameter or a
// property that is new in the documents gets a value in `placeOf` there, and in `samples` where no schema describes it.
const expected = `
nobody standard auditor userAdmin delegated master reseller operator mirrored foreign  route
401    200      200     200       200       200    200      200      200      -        GET /v1/me
401    404      404     200       200       200    200      200      200      404      GET /v1/directory/users
401    403      404     200       200       200    200      200      403      404      GET /v1/directory/users/export
401    404      404     200       200       200    200      200      200      404      POST /v1/selections
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/access
401    404      403     403       200       200    200      200      403      404      PUT /v1/users/{userId}/access
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/access-history
401    200      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/administrators
401    403      403     200       200       200    200      200      403      404      GET /v1/organizations/{organizationId}/grantable
401    403      403     200       200       200    200      200      403      404      GET /v1/organizations/{organizationId}/grantable/roles
401    403      403     200       200       200    200      200      403      404      GET /v1/organizations/{organizationId}/grantable/sub-accounts
401    403      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/roles
401    403      403     403       201       201    201      201      403      404      POST /v1/organizations/{organizationId}/roles
401    403      200     200       200       200    200      200      200      404      GET /v1/roles/{roleId}
401    403      403     403       200       200    200      200      403      404      PATCH /v1/roles/{roleId}
401    403      403     403       200       200    200      200      403      404      DELETE /v1/roles/{roleId}
401    403      403     403       403       403    403      200      403      -        GET /v1/modules
401    403      403     403       403       403    403      409      403      -        PUT /v1/modules/{key}
401    403      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/sub-accounts
401    403      403     403       201       201    201      201      201      404      POST /v1/organizations/{organizationId}/sub-accounts
401    403      403     403       200       200    200      200      200      404      PATCH /v1/sub-accounts/{subAccountId}
401    403      403     403       200       200    200      200      200      404      DELETE /v1/sub-accounts/{subAccountId}
401    200      200     200       200       200    200      200      200      200      GET /v1/organizations
401    403      403     403       201       201    201      201      201      404      POST /v1/organizations
401    200      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}
401    403      403     403       200       200    200      200      200      404      PATCH /v1/organizations/{organizationId}
401    200      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/children
401    403      403     403       409       409    200      200      409      404      POST /v1/organizations/{organizationId}/suspend
401    403      403     403       409       409    200      200      409      404      POST /v1/organizations/{organizationId}/close
401    403      403     403       409       409    409      409      409      404      POST /v1/organizations/{organizationId}/reopen
401    200      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/policies
401    403      403     403       200       200    200      200      200      404      PUT /v1/organizations/{organizationId}/policies
401    200      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/key-users
401    403      403     403       200       200    200      200      200      404      PUT /v1/organizations/{organizationId}/key-users
401    403      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/history
401    403      200     200       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/lines
401    403      403     403       422       422    422      422      422      404      POST /v1/organizations/{organizationId}/lines
401    403      403     403       200       200    200      200      200      404      POST /v1/lines/assign
401    403      403     403       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/service-centers
401    403      403     403       201       201    201      201      201      404      POST /v1/organizations/{organizationId}/service-centers
401    404      404     200       200       200    200      200      200      404      GET /v1/service-centers/{serviceCenterId}
401    404      404     403       200       200    200      200      200      404      PATCH /v1/service-centers/{serviceCenterId}
401    404      404     403       200       200    200      200      200      404      POST /v1/service-centers/{serviceCenterId}/parts
401    404      404     403       200       200    200      200      200      404      DELETE /v1/service-center-parts/{partId}
401    404      404     403       200       200    200      200      200      404      PUT /v1/service-centers/{serviceCenterId}/shares
401    404      404     200       200       200    200      200      200      404      GET /v1/service-centers/{serviceCenterId}/history
401    403      200     200       200       200    200      200      200      200      GET /v1/visibility
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/service-centers
401    404      403     200       200       200    200      200      403      404      GET /v1/users/{userId}/service-centers/available
401    404      404     200       200       200    200      200      200      404      GET /v1/users/{userId}/service-centers/{serviceCenterId}
401    404      403     403       200       200    200      200      403      404      PUT /v1/users/{userId}/service-centers/{serviceCenterId}
401    404      403     403       409       409    409      409      403      404      DELETE /v1/users/{userId}/service-centers/{serviceCenterId}
401    404      404     404       200       200    200      200      403      404      POST /v1/users/{userId}/service-centers/copy/preview
401    404      404     404       409       409    409      409      403      404      POST /v1/users/{userId}/service-centers/copy
401    403      403     403       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/dialogues
401    403      403     403       409       409    409      409      409      404      POST /v1/organizations/{organizationId}/dialogues
401    403      403     403       200       200    200      200      200      404      POST /v1/dialogues/{dialogueId}/close
401    403      403     403       200       200    200      200      200      404      GET /v1/organizations/{organizationId}/chat-operators
401    200      200     200       200       200    200      200      200      -        GET /v1/me/dialogues
401    404      200     200       200       200    200      200      200      404      GET /v1/users/{userId}/dialogue-limit
401    404      403     409       409       409    409      409      403      404      PUT /v1/users/{userId}/dialogue-limit
401    401      401     401       401       401    401      401      401      401      POST /internal/decisions
401    401      401     401       401       401    401      401      401      -        POST /internal/claims
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

describe('[A8] every route of tenancy, asked by everybody about own and foreign things', () =>
  describeMatrix({
    service: 'tenancy',
    document: tenancyOpenApi(),
    naming: ['key', 'q', 'account', 'after'],
    samples: {
      kind: ['customer', 'sim'],
      name: ['Taken'],
      modules: [['statistics']],
      questions: [[]],
      accountType: ['privileged'],
      lowestAccountType: ['privileged'],
      version: [1],
      type: ['sandbox.thing.changed.v1'],
    },
    expected,
    async world() {
      const service = await testService();
      await insertMatrixWorld(service);
      const entryId = await parkedStream(service.database);
      const database = await keepDatabase(service.ownerUrl);
      await database.remember();
      const exports = await keptExports(service.ownerUrl);
      return {
        app: service.app,
        origin: publicUrl,
        async begin() {
          await database.restore();
          const own = Object.entries(roles).map(
            async ([role, user]) => [role, await service.signIn(user)] as const,
          );
          return {
            ...Object.fromEntries(await Promise.all(own)),
            mirrored: await service.mirror(roles.master, roles.delegated),
          };
        },
        async everything() {
          // What an export writes down it should; all else stays as it was.
          await exports.forget();
          return database.everything();
        },
        names: { own: { ...ownNames, entryId }, foreign: foreignNames, unknown: unknownNames },
        alsoHidden(actor, { in: where, name }) {
          const { organizationId, userId, lineIds, serviceCenterId } = foreignNames;
          return [
            actor === 'reseller' ? undefined : namesAbove[name],
            actor === 'standard' ? namesBelow[name] : undefined,
            ...(name === 'q' ? [organizationId, userId, lineIds, serviceCenterId] : []),
            // What is no id at all is nobody's either.
            ...(where === 'path' && actor === 'master' ? ['not-an-id', "'", '%00'] : []),
          ].filter((value) => value !== undefined);
        },
        secrets,
        forged: {
          'x-user-id': roles.operator.userId,
          'x-actor-id': roles.operator.userId,
          'x-on-behalf-of': roles.master.userId,
          'x-organization-id': roles.operator.organizationId,
          'x-forwarded-user': roles.operator.email,
          actor: `user/${roles.operator.userId}`,
          authorization: `Bearer ${roles.operator.userId}`,
        },
        async close() {
          await exports.close();
          await database.close();
          await service.close();
        },
      };
    },
  }));

/** The events of exports, which can be forgotten. */
async function keptExports(ownerUrl: string) {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const logged = `(select id from event_log where type = 'tenancy.directory.exported.v1')`;
  const named = `(select event_id from event_log where type = 'tenancy.directory.exported.v1')`;
  return {
    forget: () =>
      // History is only added to; the owner of the table can look away for a moment.
      owner.query(`
        alter table event_log disable trigger user;
        delete from outbox where log_id in ${logged};
        delete from event_personal where event_id in ${named};
        delete from event_log where id in ${logged};
        delete from directory_exports;
        alter table event_log enable trigger user`),
    close: () => owner.end(),
  };
}
