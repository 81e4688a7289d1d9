import fs from 'node:fs';
import path from 'node:path';
import { forEachService, type Service } from '../../tools/infrastructure/services';
import { serviceEnvironment, type SystemSettings } from '../../tools/system/environment';

/** The whole system, running for one test run: addresses, and what a test may want to look into. */
export type System = {
  /** The console, as a browser opens it. */
  consoleUrl: string;
  services: Record<
    Service,
    { url: string; operationsUrl: string; databaseUrl: string; ownerDatabaseUrl: string }
  >;
  /** The mail sink: a page, and GET or DELETE /messages. */
  mailUrl: string;
  /** RabbitMQ's administrator in the system's virtual host. */
  amqpUrl: string;
  redisUrl: string;
  /** The environment of a service, to run one of its one-time commands. */
  environmentOf: (service: Service) => NodeJS.ProcessEnv;
  /** What a service has logged so far. */
  log: (name: Service | 'admin-web') => string;
};

/** What one process has to tell another of a running system. */
export type SystemDescription = {
  settings: Omit<SystemSettings, 'inherited'>;
  amqpUrl: string;
  logFolder: string;
};

export const systemOf = ({ settings, amqpUrl, logFolder }: SystemDescription): System => {
  const { ports, databases } = settings;
  return {
    consoleUrl: settings.publicUrl,
    services: forEachService((service) => ({
      url: `http://127.0.0.1:${ports[service]}`,
      operationsUrl: `http://127.0.0.1:${ports[`${service}Operations`]}`,
      databaseUrl: databases[service].runtimeUrl,
      ownerDatabaseUrl: databases[service].ownerUrl,
    })),
    mailUrl: settings.mailPageUrl ?? '',
    amqpUrl,
    redisUrl: settings.redisUrl,
    environmentOf: (service) => serviceEnvironment(service, { ...settings, inherited: process.env }),
    log: (name) => fs.readFileSync(path.join(logFolder, `${name}.log`), 'utf8'),
  };
};

/**
 * The system of this test run, which all browser tests share: they are told apart by their organizations and addresses.
 * @throws where no test run has started one
 */
export const runningSystem = (): System => {
  const description = process.env['TEST_SYSTEM'];
  if (!description) throw new Error('No system is running: run the browser tests with npm test -- e2e.');
  return systemOf(JSON.parse(description) as SystemDescription);
};
