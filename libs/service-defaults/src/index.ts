export { ConfigError, loadConfig } from './config/load-config';
export { jsonVariable, serviceConfigShape, type VariableMeta } from './config/service-config';
export { createLogger, type Logger } from './logging/create-logger';
export { errorText } from './logging/error-text';
export { historyPage, namedParties, peopleIn } from './history/history-page';
export { createHttpApp, type HttpAppOptions } from './http/create-http-app';
export { isEventStream, openEventStream } from './http/event-stream';
export { ifMatch, ifMatchHeader, sendWithTag } from './http/if-match';
export { closeServer, listen } from './http/listen';
export { onShutdown } from './http/on-shutdown';
export {
  startOperationsServer,
  type OperationsServer,
  type OperationsServerOptions,
} from './http/operations-server';
export { Problem, type ProblemEntry, type ProblemOptions } from './http/problem';
export { largeJsonBody } from './http/json-body';
export { isBrokenOff, writeCsv } from './http/write-csv';
export { notFound, problemHandler } from './http/problem-handler';
export { growingWait, type GrowingWaitOptions } from './http/growing-wait';
export { type Limit, type LimitsInOrder, limitsInOrder } from './http/limits-in-order';
export { pointsOf, rateLimit, type RateLimitOptions, type TakePoints } from './http/rate-limit';
export { requireAllowed } from './http/require-allowed';
export { mustOperate, requireOperator } from './http/require-operator';
export { requestLog } from './http/request-log';
export { measureRequests } from './http/request-metrics';
export { requireSameSite } from './http/same-site';
export { answerTraceId, traceIdOf } from './http/trace-id';
export {
  CreateKeptAnswersTable1764200100000,
  forgetAnswers,
  startForgettingAnswers,
} from './idempotency/kept-answers';
export { idempotencyHeader, onceFor } from './idempotency/idempotent-request';
export { type Once } from './idempotency/once';
export { connectRedis, type RedisClient } from './sessions/redis';
export { actingIn, writtenBy } from './sessions/acting';
export { presence, type Presence } from './sessions/presence';
export { requireOwnSession, requireSession, sessionHolds } from './sessions/require-session';
export { absoluteSessionSeconds, mirroringSeconds } from './sessions/session';
export type {
  HeldSession,
  Session,
  SessionChecker,
  SessionOrigin,
  SessionState,
  ToldOrganization,
} from './sessions/session';
export { sessionChecker } from './sessions/session-checker';
export { deviceCookie, mirrorCookie, sessionCookie } from './sessions/session-cookie';
export { startSessionGuard, type RaisedEpoch, type SessionGuardOptions } from './sessions/session-guard';
export { sessionStore, type NewMirrored, type NewSession, type SessionStore } from './sessions/session-store';
export { connectDatabase, databaseLimits, type DatabaseOptions } from './database/connect-database';
export { migrateDatabase, type MigrateOptions } from './database/migrate-database';
export { prepared } from './database/prepared';
export { openApiDocument, type OpenApiDocument, type OpenApiPaths } from './openapi/open-api-document';
export { serveOpenApi } from './openapi/serve-open-api';
export { requireServiceToken, type ServiceTokenOptions } from './tokens/require-service-token';
export { serviceTokens, type ServiceTokens } from './tokens/service-tokens';
export { decisionClient, type DecisionClient, type DecisionClientOptions } from './decisions/decision-client';
export { opener, sealer, SealRefused, type Open, type Seal, type SealBinding } from './sealing/seal';
// What needs messaging stands apart, for the console's server does without it: '@tenantry/service-defaults/dead-letters'.
// Tracing must begin before express, pg and redis are loaded, which this index does:
// `import { startTelemetry } from '@tenantry/service-defaults/telemetry'`.
