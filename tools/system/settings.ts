import path from 'node:path';
import type { Infrastructure } from '../infrastructure';
import { provideDatabases } from '../infrastructure/databases';
import type { Ports } from '../infrastructure/ports';
import { forEachService, services } from '../infrastructure/services';
import { startTraceReceiver } from '../trace-receiver/receiver';
import type { SystemSettings } from './environment';
import { provideKeys } from './keys';

/** Ports for the services and the console. */
export const takeSystemPorts = async (ports: Ports): Promise<SystemSettings['ports']> => {
  const taken: Partial<SystemSettings['ports']> = {
    console: await ports.take('console'),
    consoleOperations: await ports.take('consoleOperations'),
  };
  for (const service of services) {
    taken[service] = await ports.take(service);
    taken[`${service}Operations`] = await ports.take(`${service}Operations`);
  }
  return taken as SystemSettings['ports'];
};

/**
 * Waits for what services need to start (not for RabbitMQ, which takes longest), creates databases, roles and keys,
 * starts the trace receiver, and puts together what the services are told.
 */
export const settingsFrom = async (
  infrastructure: Infrastructure,
  ports: SystemSettings['ports'],
): Promise<SystemSettings> => {
  const { context } = infrastructure;
  const { stack, environment } = context;
  const keys = provideKeys(path.join(stack.home.folder, 'keys'));
  const given = environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const receiver = given ? undefined : await startTraceReceiver(await context.ports.take('traces'));
  if (receiver) stack.onStop('viewer', 'trace receiver', receiver.close);

  const [databases, broker, redis, smtp] = await Promise.all([
    infrastructure.postgres.then(({ value }) => provideDatabases(value.adminUrl, context.secrets)),
    infrastructure.broker,
    infrastructure.redis,
    infrastructure.smtp,
  ]);
  return {
    ports,
    databases,
    amqpUrls: forEachService((service) => broker.serviceUrl(service)),
    redisUrl: redis.value.url,
    smtpUrl: smtp.value.url,
    // Under the same name as the console and the APIs.
    ...(smtp.value.pageUrl
      ? { mailPageUrl: smtp.value.pageUrl.replace('//127.0.0.1:', '//localhost:') }
      : {}),
    tracesEndpoint: given ?? receiver?.url ?? '',
    ...(receiver ? { tracesUrl: receiver.url } : {}),
    keys,
    publicUrl: `http://localhost:${ports.console}`,
    environmentName: environment['ENVIRONMENT'] ?? 'local',
    logLevel: environment['LOG_LEVEL'] ?? 'info',
    inherited: environment,
  };
};
