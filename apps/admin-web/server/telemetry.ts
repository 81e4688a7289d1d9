import { startTelemetry } from '@tenantry/service-defaults/telemetry';

// Before anything that is to be traced is loaded, so before the configuration is: read here, checked there.
export const telemetry = startTelemetry({
  service: 'admin-web',
  environment: process.env['ENVIRONMENT'] ?? 'unknown',
  endpoint: process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] || undefined,
  // A trace follows what a person does. Files, spans on their way and looking at traces are none of that.
  quietPaths: /^\/(?!api\/)|^\/api\/traces\b/,
});
