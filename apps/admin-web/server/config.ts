import { serviceConfigShape } from '@tenantry/service-defaults';
import { z } from 'zod';

const { ENVIRONMENT, PUBLIC_URL, HOST, SERVICE_PORT, OPERATIONS_PORT, TRUSTED_PROXIES } = serviceConfigShape;
const { LOG_LEVEL, REDIS_URL, TENANCY_URL, OTEL_EXPORTER_OTLP_ENDPOINT } = serviceConfigShape;

const address = (description: string) => z.url({ protocol: /^https?$/ }).meta({ description });
const service = (name: string) =>
  address(`address of the ${name} service, behind /api/${name} of the console`);
const link = (page: string) =>
  address(`address of the ${page}, linked from every page of the console`).optional();

/** The configuration of the console's server. */
export const configSchema = z.object({
  ENVIRONMENT,
  PUBLIC_URL,
  HOST,
  SERVICE_PORT,
  OPERATIONS_PORT: OPERATIONS_PORT.optional(),
  TRUSTED_PROXIES,
  LOG_LEVEL,
  REDIS_URL,
  TENANCY_URL,
  IDENTITY_URL: service('identity'),
  NOTIFIER_URL: service('notifier'),
  SCHEDULER_URL: service('scheduler'),
  OTEL_EXPORTER_OTLP_ENDPOINT,
  TRACES_URL: address(
    'address of a trace receiver that can be asked (GET /traces, /traces/<id>), for development: with it the console shows the traces of the whole installation to everybody who is signed in',
  ).optional(),
  MAIL_PAGE_URL: address(
    'address of a page with the mails of this installation, for development; linked from the console',
  ).optional(),
  IMPRINT_URL: link('imprint'),
  DATA_PROTECTION_URL: link('data protection notice'),
  TERMS_URL: link('terms of use'),
});
export type Config = z.infer<typeof configSchema>;
