import {
  type Attributes,
  type Context,
  context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('@tenantry/messaging');
const format = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The active span as a W3C `traceparent`; `null` where there is none. */
export function activeTraceparent(): string | null {
  const span = trace.getSpanContext(context.active());
  if (!span) return null;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

function parse(traceparent: string | null | undefined): SpanContext | null {
  const [, traceId, spanId, flags] = format.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return null;
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
}

const under = (parent: SpanContext): Context => trace.setSpanContext(ROOT_CONTEXT, parent);

/** A span for one publishing, below the request that caused the message; `null` for a message without a trace. */
export function startPublishSpan(traceparent: string | null, type: string, messageId: string): Span | null {
  const parent = parse(traceparent);
  if (!parent) return null;
  const attributes = {
    'messaging.system': 'rabbitmq',
    'messaging.operation.type': 'send',
    'messaging.message.id': messageId,
  };
  return tracer.startSpan(`send ${type}`, { kind: SpanKind.PRODUCER, attributes }, under(parent));
}

/**
 * Runs `work` in a CONSUMER span. The first attempt is a child of the message's `traceparent`, so that one trace leads
 * from the request to its effects; retries and replays, which may come days later, start a trace of their own with a link.
 */
export async function inConsumerSpan<T>(
  message: { traceparent?: string | null | undefined; type: string; id: string; linked: boolean },
  work: () => Promise<T>,
): Promise<T> {
  const origin = parse(message.traceparent);
  const links: Link[] = origin && message.linked ? [{ context: origin }] : [];
  const parent = origin && !message.linked ? under(origin) : ROOT_CONTEXT;
  const attributes = {
    'messaging.system': 'rabbitmq',
    'messaging.operation.type': 'process',
    'messaging.message.id': message.id,
  };
  const span = tracer.startSpan(
    `process ${message.type}`,
    { kind: SpanKind.CONSUMER, links, attributes },
    parent,
  );
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.recordException(error instanceof Error ? error : String(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Does work that nobody waits for below what has begun it, so that one trace leads from there to its effects. */
export function inSpanBelow<T>(
  traceparent: string | null,
  { name, attributes }: { name: string; attributes: Attributes },
  work: () => Promise<T>,
): Promise<T> {
  const origin = parse(traceparent);
  const parent = origin ? under(origin) : ROOT_CONTEXT;
  const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes }, parent);
  return context.with(trace.setSpan(parent, span), work).finally(() => span.end());
}
