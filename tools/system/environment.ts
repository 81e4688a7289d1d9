import type { Database } from '../infrastructure/databases';
import type { Service } from '../infrastructure/services';
import type { KeyFiles } from './keys';

/** Everything that the services and the console are told through their environment. */
export type SystemSettings = {
  ports: Record<Service | `${Service}Operations` | 'console' | 'consoleOperations', number>;
  databases: Record<Service, Pick<Database, 'ownerUrl' | 'runtimeUrl'>>;
  amqpUrls: Record<Service, string>;
  redisUrl: string;
  smtpUrl: string;
  mailPageUrl?: string;
  /** Where spans go; the local receiver unless someone has an own one. */
  tracesEndpoint: string;
  /** Where the console can look traces up: the local receiver only. */
  tracesUrl?: string;
  keys: KeyFiles;
  /** The address of the console as people type it. */
  publicUrl: string;
  environmentName: string;
  logLevel: string;
  /** What the starter itself was given; npm's own variables are left out. */
  inherited: NodeJS.ProcessEnv;
  /** Over everything else, for tests that want a setting of their own. */
  overrides?: Record<string, string>;
};

const here = '127.0.0.1';
const addressOf = (settings: SystemSettings, service: Service): string =>
  `http://${here}:${settings.ports[service]}`;

const common = (settings: SystemSettings): NodeJS.ProcessEnv => ({
  ...withoutNpm(settings.inherited),
  NODE_ENV: 'production',
  // Idle services give memory back early; source maps would take memory in each.
  NODE_OPTIONS: settings.inherited['NODE_OPTIONS'] ?? '--max-semi-space-size=4',
  HOST: here,
  ENVIRONMENT: settings.environmentName,
  PUBLIC_URL: settings.publicUrl,
  LOG_LEVEL: settings.logLevel,
  REDIS_URL: settings.redisUrl,
  OTEL_EXPORTER_OTLP_ENDPOINT: settings.tracesEndpoint,
  SERVICE_PUBLIC_KEYS_FILE: settings.keys.verifying,
  TENANCY_URL: addressOf(settings, 'tenancy'),
  // Identity and tenancy both read these and must be told the same.
  INVITATION_VALID_DAYS: settings.inherited['INVITATION_VALID_DAYS'] ?? '7',
  SESSION_IDLE_SECONDS: settings.inherited['SESSION_IDLE_SECONDS'] ?? '1800',
  TELL_MIRRORED: settings.inherited['TELL_MIRRORED'] ?? 'false',
  WELCOME_VALID_HOURS: settings.inherited['WELCOME_VALID_HOURS'] ?? '72',
  RESET_VALID_HOURS: settings.inherited['RESET_VALID_HOURS'] ?? '72',
  ONE_OFF_VALID_HOURS: settings.inherited['ONE_OFF_VALID_HOURS'] ?? '72',
  FIRST_PASSWORD: settings.inherited['FIRST_PASSWORD'] ?? 'invitation',
  INACTIVITY_DAYS: settings.inherited['INACTIVITY_DAYS'] ?? '90',
});

/** The environment of one service. */
export const serviceEnvironment = (service: Service, settings: SystemSettings): NodeJS.ProcessEnv => ({
  ...common(settings),
  SERVICE_PORT: String(settings.ports[service]),
  OPERATIONS_PORT: String(settings.ports[`${service}Operations`]),
  DATABASE_URL: settings.databases[service].runtimeUrl,
  DATABASE_OWNER_URL: settings.databases[service].ownerUrl,
  AMQP_URL: settings.amqpUrls[service],
  SERVICE_PRIVATE_KEY_FILE: settings.keys.signing[service],
  LOG_SEAL_KEYS_FILE: settings.keys.logSeal[service],
  ...(service === 'identity' ? { SEALING_PUBLIC_KEY_FILE: settings.keys.sealing.public } : {}),
  ...(service === 'notifier'
    ? {
        SEALING_PRIVATE_KEY_FILE: settings.keys.sealing.private,
        SMTP_URL: settings.smtpUrl,
        MAIL_FROM: settings.inherited['MAIL_FROM'] ?? 'Tenantry <no-reply@tenantry.localhost>',
      }
    : {}),
  ...settings.overrides,
});

/** The environment of the console's server. */
export const consoleEnvironment = (settings: SystemSettings): NodeJS.ProcessEnv => ({
  ...common(settings),
  SERVICE_PORT: String(settings.ports.console),
  OPERATIONS_PORT: String(settings.ports.consoleOperations),
  IDENTITY_URL: addressOf(settings, 'identity'),
  NOTIFIER_URL: addressOf(settings, 'notifier'),
  SCHEDULER_URL: addressOf(settings, 'scheduler'),
  ...(settings.tracesUrl === undefined ? {} : { TRACES_URL: settings.tracesUrl }),
  ...(settings.mailPageUrl === undefined ? {} : { MAIL_PAGE_URL: settings.mailPageUrl }),
  ...settings.overrides,
});

/** Variables that would otherwise override or confuse: npm's, and the ones that name what the starter was to use. */
const withoutNpm = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) =>
        !/^(npm_|TEST_|NX_|JEST_)/i.test(name) &&
        !['INIT_CWD', 'DATABASE_URL', 'AMQP_URL', 'SMTP_URL'].includes(name),
    ),
  );
