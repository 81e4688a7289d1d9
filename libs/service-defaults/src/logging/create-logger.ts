import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger } from 'pino';
import { errorFields } from './error-fields';
import { redactLine } from './redact';

export type { Logger } from 'pino';

const censored = [
  'password',
  'newPassword',
  'token',
  'secret',
  'cookie',
  'cookies',
  'headers',
  'personal',
  'body',
];

/**
 * JSON lines on standard output with `service`, `level`, `time` (ISO 8601) and the ids of the active trace.
 * Personal data and secrets are taken out of every line, see {@link redactLine}.
 * @param level pino's levels, `trace` … `fatal`, `silent`
 * @param destination where the lines go instead of standard output
 */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...censored, ...censored.map((key) => `*.${key}`)], censor: '[redacted]' },
      serializers: { err: errorFields, error: errorFields, cause: errorFields },
      mixin: activeTrace,
      hooks: { streamWrite: redactLine },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

function activeTrace(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
