import { startTelemetry } from '@tenantry/service-defaults/telemetry';

// The first import of main.ts: tracing must have begun before express, pg and redis are loaded.
export const telemetry = startTelemetry({
  service: 'notifier',
  environment: process.env['ENVIRONMENT'] ?? 'unknown',
  endpoint: process.env['OTEL_EXPORTER_OTLP_ENDPOINT'],
});
