import {
  createHttpApp,
  type DecisionClient,
  type Logger,
  type Presence,
  requireSession,
  type Seal,
  serveOpenApi,
  type SessionChecker,
  type SessionStore,
} from '@tenantry/service-defaults';
import { auditRoutes } from '@tenantry/service-defaults/audit';
import { deadLettersRoutes } from '@tenantry/service-defaults/dead-letters';
import { type OperationsDeps, operationsRoutes } from '@tenantry/service-defaults/operations';
import type { ErrorRequestHandler, Express } from 'express';
import type { DataSource } from 'typeorm';
import { asProblem } from './access/refusals';
import { cancelJob, retryJob } from './bulk/change-job';
import type { startFollowingJobs } from './bulk/follow-jobs';
import { jobsRoutes } from './bulk/jobs.routes';
import { listItems } from './bulk/list-items';
import { startJob } from './bulk/start-job';
import type { Config } from './config';
import { changePassword } from './credentials/change-password';
import { codesRoutes } from './credentials/codes.routes';
import { forgotPassword } from './credentials/forgot-password';
import { inspectCode } from './credentials/inspect-code';
import { requireOwnPassword } from './credentials/own-password';
import { passwordRules } from './credentials/password-rules';
import { passwordSettings } from './credentials/password-settings';
import type { Passwords } from './credentials/passwords';
import { passwordsRoutes } from './credentials/passwords.routes';
import { setPassword } from './credentials/set-password';
import { importPaths, importsRoutes } from './imports/imports.routes';
import { previewImport } from './imports/preview-import';
import { startImport } from './imports/start-import';
import { installationRoutes } from './installation.routes';
import { acceptInvitation } from './invitations/accept-invitation';
import { invitationsPath, invitationsRoutes } from './invitations/invitations.routes';
import { inviteUsers } from './invitations/invite-users';
import { invitationSettings } from './invitations/new-invitation';
import { resendInvitation } from './invitations/resend-invitation';
import { startInvitations } from './invitations/start-invitations';
import { revokeInvitation } from './invitations/revoke-invitation';
import { diagnosisRoutes } from './diagnosis/diagnosis.routes';
import type { Limits } from './limits';
import { mirroringRoutes } from './mirroring/mirroring.routes';
import { startMirroring } from './mirroring/start-mirroring';
import { stopMirroring } from './mirroring/stop-mirroring';
import { identityOpenApi } from './openapi';
import { getCurrentSession } from './sessions/current-session';
import { endOtherSessions, endOwnSession } from './sessions/end-own-sessions';
import { endUserSession, endUserSessions, listUserSessions } from './sessions/end-user-sessions';
import type { FailedSignIns } from './sessions/failed-sign-ins';
import { listOwnSessions } from './sessions/list-sessions';
import { openSession } from './sessions/open-session';
import { sessionsRoutes } from './sessions/sessions.routes';
import { userSessionsRoutes } from './sessions/user-sessions.routes';
import { signIn } from './sessions/sign-in';
import { signOut } from './sessions/sign-out';
import { signUp } from './sign-ups/sign-up';
import { signUpsRoutes } from './sign-ups/sign-ups.routes';
import { verifySignUp } from './sign-ups/verify-sign-up';
import type { Transact } from './transact';
import { blockUser } from './users/block-user';
import { changeEmail } from './users/change-email';
import { createUser } from './users/create-user';
import { createUserRoutes } from './users/create-user.routes';
import { deactivateUser } from './users/deactivate-user';
import { editUser } from './users/edit-user';
import { getPresence } from './users/get-presence';
import { getUser } from './users/get-user';
import { listUserHistory } from './users/list-user-history';
import { proposeUserName } from './users/propose-user-name';
import { reactivateUser } from './users/reactivate-user';
import { removeUser } from './users/remove-user';
import { reportToSupport } from './users/report-to-support';
import { resetPassword } from './users/reset-password';
import { setIdleLimit } from './users/set-idle-limit';
import { unblockUser } from './users/unblock-user';
import { userLifeRoutes } from './users/user-life.routes';
import { usersRoutes } from './users/users.routes';

export type AppDeps = {
  config: Config;
  logger: Logger;
  database: DataSource;
  transact: Transact;
  sessions: SessionStore;
  checker: SessionChecker;
  decisions: DecisionClient;
  presence: Presence;
  passwords: Passwords;
  seal: Seal;
  limits: Limits;
  failedSignIns: FailedSignIns;
  clock: () => Date;
  /** How long the service's queue is. */
  queue: OperationsDeps['queue'];
  /** There is something to do for who does jobs. */
  wakeJobs: () => void;
  followJob: ReturnType<typeof startFollowingJobs>['follow'];
};

/** Whose events belong to an organization. */
const auditMembers = `select kind || id from users cross join (values ('user/'), ('sign-in/')) of (kind)
  where organization_id = $organization`;

/** Identity's HTTP API. */
export function createApp(appDeps: AppDeps): Express {
  const { config, logger, sessions, limits } = appDeps;
  const deps = {
    ...appDeps,
    environment: config.ENVIRONMENT,
    publicUrl: config.PUBLIC_URL,
    idleSeconds: config.SESSION_IDLE_SECONDS,
    firstPassword: config.FIRST_PASSWORD,
    inactivityDays: config.INACTIVITY_DAYS,
    tellsMirrored: config.TELL_MIRRORED,
    supportEmail: config.SUPPORT_EMAIL ?? null,
    stopMirroring: stopMirroring(appDeps),
    validHours: config.VERIFICATION_VALID_HOURS,
    passwordRules: passwordRules(config.MINIMUM_PASSWORD_LENGTH),
    openSession: openSession(sessions),
    invitations: invitationSettings(config, appDeps.seal),
    passwordSettings: passwordSettings(config, appDeps),
  };
  const signedIn = requireSession(appDeps.checker);
  const confirmOwnPassword = (userId: string, password: string) => requireOwnPassword(deps, userId, password);
  return createHttpApp({
    logger,
    service: 'identity',
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
    readBodyLater: [...Object.values(importPaths), invitationsPath],
    configure(app) {
      serveOpenApi(app, identityOpenApi);
      app.use(installationRoutes(config, deps.database));
      app.use(signUpsRoutes({ ...deps, signUp: signUp(deps), verifySignUp: verifySignUp(deps) }));
      app.use(codesRoutes({ limits: limits.codeLooks, inspectCode: inspectCode(deps) }));
      app.use(
        invitationsRoutes({
          ...deps,
          signedIn,
          inviteUsers: inviteUsers(deps),
          startInvitations: startInvitations(deps),
          acceptInvitation: acceptInvitation(deps),
          resendInvitation: resendInvitation(deps),
          revokeInvitation: revokeInvitation(deps),
        }),
      );
      app.use(
        sessionsRoutes({
          ...deps,
          signedIn,
          signIn: signIn(deps),
          signOut: signOut(deps),
          getCurrentSession: getCurrentSession(deps),
          listOwnSessions: listOwnSessions(deps),
          endOwnSession: endOwnSession(deps),
          endOtherSessions: endOtherSessions(deps),
        }),
      );
      app.use(
        passwordsRoutes({
          ...deps,
          signedIn,
          forgotPassword: forgotPassword(deps),
          setPassword: setPassword(deps),
          changePassword: changePassword(deps),
        }),
      );
      app.use(
        mirroringRoutes({
          signedIn,
          limits: limits.ownPasswords,
          startMirroring: startMirroring(deps),
          stopMirroring: deps.stopMirroring,
          getCurrentSession: getCurrentSession(deps),
        }),
      );
      app.use(
        createUserRoutes({
          ...deps,
          signedIn,
          createUser: createUser(deps),
          proposeUserName: proposeUserName(deps),
        }),
      );
      app.use(
        usersRoutes({
          signedIn,
          getUser: getUser(deps),
          getPresence: getPresence(deps),
          listUserHistory: listUserHistory(deps),
          resetPassword: resetPassword(deps),
          setIdleLimit: setIdleLimit(deps),
        }),
      );
      app.use(
        userLifeRoutes({
          ...deps,
          signedIn,
          confirmOwnPassword,
          blockUser: blockUser(deps),
          unblockUser: unblockUser(deps),
          deactivateUser: deactivateUser(deps),
          reactivateUser: reactivateUser(deps),
          removeUser: removeUser(deps),
          editUser: editUser(deps),
          changeEmail: changeEmail(deps),
          reportToSupport: reportToSupport(deps),
        }),
      );
      app.use(diagnosisRoutes({ ...deps, signedIn }));
      app.use(
        userSessionsRoutes({
          signedIn,
          listUserSessions: listUserSessions(deps),
          endUserSession: endUserSession(deps),
          endUserSessions: endUserSessions(deps),
        }),
      );
      app.use(
        jobsRoutes({
          ...deps,
          signedIn,
          followsSignedIn: requireSession(appDeps.checker, { isStream: true }),
          confirmOwnPassword,
          startJob: startJob(deps),
          cancelJob: cancelJob(deps),
          retryJob: retryJob(deps),
          listItems: listItems(deps),
        }),
      );
      app.use(
        importsRoutes({
          signedIn,
          limits,
          previewImport: previewImport(deps),
          startImport: startImport(deps),
        }),
      );
      app.use(auditRoutes({ ...deps, service: 'identity', sessions: deps.checker, members: auditMembers }));
      app.use(deadLettersRoutes({ ...deps, service: 'identity', sessions: deps.checker }));
      app.use(operationsRoutes({ ...deps, service: 'identity', sessions: deps.checker }));
      app.use(brokenRules);
    },
  });
}

/** The domain knows no HTTP: its errors become problems here. */
const brokenRules: ErrorRequestHandler = (error: unknown, _req, _res, next) => next(asProblem(error));
