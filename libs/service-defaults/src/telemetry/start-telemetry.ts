import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { exportTo } from './export-spans';
import { instrumentations } from './instrumentations';
import { withoutPersonalData } from './personal-data';

export type TelemetryOptions = {
  service: string;
  environment: string;
  /** Receiver of traces (OTLP over HTTP, JSON), without `/v1/traces`. Without it spans exist, for their ids, and go nowhere. */
  endpoint?: string | undefined;
  /** Paths of requests that begin no trace, beside the probes: static files, say. */
  quietPaths?: RegExp;
};
export type Telemetry = { shutdown: () => Promise<void> };

/**
 * Starts tracing. Must run before express, pg and redis are loaded: `import './telemetry'` is the first line of
 * main.ts, and that file imports this from `@tenantry/service-defaults/telemetry`.
 * RabbitMQ is traced by the messaging library itself: the ready-made instrumentation would overwrite stored contexts.
 */
export function startTelemetry(o: TelemetryOptions): Telemetry {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': o.service,
      'service.namespace': 'tenantry',
      'deployment.environment.name': o.environment,
    }),
    spanProcessors: o.endpoint ? [batch(o.endpoint)] : [],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  registerInstrumentations({ tracerProvider: provider, instrumentations: instrumentations(o.quietPaths) });
  return { shutdown: () => provider.shutdown() };
}

const batch = (endpoint: string): SpanProcessor =>
  withoutPersonalData(
    new BatchSpanProcessor(exportTo(endpoint), { scheduledDelayMillis: 1000, exportTimeoutMillis: 5000 }),
  );
