import {
  createHttpApp,
  type Logger,
  presence,
  type RedisClient,
  requireServiceToken,
  requireSession,
  serveOpenApi,
  type SessionChecker,
} from '@tenantry/service-defaults';
import { auditRoutes } from '@tenantry/service-defaults/audit';
import { type DeadLettersDeps, deadLettersRoutes } from '@tenantry/service-defaults/dead-letters';
import { type OperationsDeps, operationsRoutes } from '@tenantry/service-defaults/operations';
import type { Express } from 'express';
import type { DataSource } from 'typeorm';
import { accessRoutes } from './access/access.routes';
import { changeAccess } from './access/change-access';
import { type Config, installationPolicies, type PolicyConfig } from './config';
import { decide } from './decisions/decide';
import { decisionsRoutes } from './decisions/decisions.routes';
import { closeDialogue } from './dialogues/close-dialogue';
import { dealDialogue } from './dialogues/deal-dialogue';
import { dialoguesRoutes } from './dialogues/dialogues.routes';
import { setDialogueLimit } from './dialogues/set-dialogue-limit';
import { directoryRoutes } from './directory/directory.routes';
import { selectUsers } from './directory/select-users';
import { exportRoutes } from './directory/export/export.routes';
import { exportUsers } from './directory/export/export-users';
import { assignLines } from './lines/assign-lines';
import { linesRoutes } from './lines/lines.routes';
import { registerLine } from './lines/register-line';
import { modulesRoutes } from './modules/modules.routes';
import { putModule } from './modules/put-module';
import { tenancyOpenApi } from './openapi';
import { changeStatus } from './organizations/change-status';
import { createBelow } from './organizations/create-below';
import { editOrganization } from './organizations/edit-organization';
import { organizationsRoutes } from './organizations/organizations.routes';
import { setKeyUsers } from './organizations/set-key-users';
import { setPolicies } from './organizations/set-policies';
import { changeRole } from './roles/change-role';
import { createRole } from './roles/create-role';
import { deleteRole } from './roles/delete-role';
import { rolesRoutes } from './roles/roles.routes';
import { createSubAccount } from './sub-accounts/create-sub-account';
import { deleteSubAccount } from './sub-accounts/delete-sub-account';
import { renameSubAccount } from './sub-accounts/rename-sub-account';
import { bindingsRoutes } from './service-centers/bindings.routes';
import { serviceCentersRoutes } from './service-centers/service-centers.routes';
import { subAccountsRoutes } from './sub-accounts/sub-accounts.routes';
import type { Transact } from './transact';
import { visibilityRoutes } from './visibility/visibility.routes';
import { wallOf } from './visibility/wall';

export type AppOptions = {
  config: Pick<Config, 'ENVIRONMENT' | 'PUBLIC_URL' | 'TRUSTED_PROXIES' | 'SERVICE_PUBLIC_KEYS'> &
    PolicyConfig;
  /** The service's own work, see visibility/wall.ts. */
  database: DataSource;
  /** What people read. */
  people: DataSource;
  transact: Transact;
  clock: () => Date;
  sessions: SessionChecker;
  /** How long the service's queue is. */
  queue: OperationsDeps['queue'];
  redis: RedisClient;
  logger: Logger;
};

/** Services that may ask for decisions. */
const askers = ['identity', 'notifier', 'scheduler'];

/** Whose access belongs to an organization. */
const auditMembers = `select 'access/' || user_id from access where organization_id = $organization`;

/** The HTTP API of tenancy: decisions for services, everything below `/v1` for signed-in people. */
export const createApp = ({
  config,
  database,
  people,
  transact,
  clock,
  sessions,
  queue,
  redis,
  logger,
}: AppOptions): Express =>
  createHttpApp({
    logger,
    service: 'tenancy',
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
    configure(app) {
      serveOpenApi(app, tenancyOpenApi);
      const requireService = requireServiceToken({
        audience: 'tenancy',
        jwks: config.SERVICE_PUBLIC_KEYS,
        issuers: askers,
      });
      app.use('/internal', decisionsRoutes(database, requireService));
      const decisions: DeadLettersDeps['decisions'] = {
        ask: (acting, questions) => decide(database, { ...acting, questions }, 'tenancy'),
      };
      const environment = config.ENVIRONMENT;
      app.use(
        auditRoutes({ service: 'tenancy', database, sessions, decisions, members: auditMembers }),
        deadLettersRoutes({ service: 'tenancy', environment, database, transact, sessions, decisions }),
        operationsRoutes({ service: 'tenancy', database, sessions, decisions, queue }),
      );
      app.use('/v1', requireSession(sessions));
      const commands = { transact, clock };
      const wall = wallOf(people);
      app.use(
        '/v1',
        accessRoutes({ database, wall, changeAccess: changeAccess(commands) }),
        rolesRoutes({
          database,
          wall,
          createRole: createRole(commands),
          changeRole: changeRole(commands),
          deleteRole: deleteRole(commands),
        }),
        modulesRoutes({ database, putModule: putModule(commands) }),
        subAccountsRoutes({
          database,
          wall,
          createSubAccount: createSubAccount(commands),
          renameSubAccount: renameSubAccount(commands),
          deleteSubAccount: deleteSubAccount(commands),
        }),
      );
      const installation = installationPolicies(config);
      const online = presence(redis);
      app.use(
        '/v1',
        directoryRoutes({
          database,
          wall,
          presence: online,
          redis,
          selectUsers: selectUsers({ database, wall, presence: online, ...commands }),
        }),
        exportRoutes({
          exportUsers: exportUsers({ database, wall, presence: online, ...commands }),
          clock,
          logger,
        }),
        organizationsRoutes({
          database,
          wall,
          installation,
          createBelow: createBelow(commands),
          editOrganization: editOrganization(commands),
          changeStatus: changeStatus(commands),
          setPolicies: setPolicies({ ...commands, installation }),
          setKeyUsers: setKeyUsers(commands),
        }),
        linesRoutes({ database, registerLine: registerLine(commands), assignLines: assignLines(commands) }),
        serviceCentersRoutes({ database, wall, ...commands }),
        bindingsRoutes({ database, wall, ...commands }),
        visibilityRoutes({ database, redis }),
        dialoguesRoutes({
          database,
          wall,
          presence: online,
          dealDialogue: dealDialogue({ database, wall, presence: online, ...commands }),
          closeDialogue: closeDialogue(commands),
          setDialogueLimit: setDialogueLimit(commands),
        }),
      );
    },
  });
