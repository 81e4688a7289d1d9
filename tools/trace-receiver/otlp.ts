/** The parts of OTLP/HTTP JSON that are looked at (opentelemetry-proto, trace/v1; ids as hex, times as nanosecond strings). */
type OtlpTraces = {
  resourceSpans?: {
    resource?: { attributes?: OtlpAttribute[] };
    scopeSpans?: { scope?: { name?: string }; spans?: OtlpSpan[] }[];
  }[];
};
type OtlpAttribute = { key: string; value?: OtlpValue };
type OtlpValue = {
  stringValue?: string;
  intValue?: string | number;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values?: OtlpValue[] };
};
type OtlpSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind?: number;
  startTimeUnixNano: string | number;
  endTimeUnixNano: string | number;
  attributes?: OtlpAttribute[];
  status?: { code?: number; message?: string };
  links?: { traceId: string; spanId: string }[];
};

type AttributeValue = string | number | boolean | AttributeValue[];
type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** A span as it was received; times in milliseconds since 1970. */
export type ReceivedSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  service: string;
  kind: SpanKind;
  startedAt: number;
  durationMs: number;
  attributes: Record<string, AttributeValue>;
  status: { code: 'unset' | 'ok' | 'error'; message?: string };
  links: { traceId: string; spanId: string }[];
};

const kinds: SpanKind[] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];
const codes = ['unset', 'ok', 'error'] as const;

/** Reads an export request. @throws when it is not one */
export const readOtlp = (body: unknown): ReceivedSpan[] => {
  const { resourceSpans } = body as OtlpTraces;
  if (!Array.isArray(resourceSpans)) throw new Error('resourceSpans is missing: OTLP JSON is expected.');
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const service = attributesOf(resource?.attributes)['service.name'];
    return scopeSpans.flatMap(({ spans = [] }) =>
      spans.map((span) => readSpan(span, typeof service === 'string' ? service : 'unknown')),
    );
  });
};

const readSpan = (span: OtlpSpan, service: string): ReceivedSpan => {
  const started = BigInt(span.startTimeUnixNano);
  const message = span.status?.message;
  return {
    traceId: span.traceId.toLowerCase(),
    spanId: span.spanId.toLowerCase(),
    ...(span.parentSpanId ? { parentSpanId: span.parentSpanId.toLowerCase() } : {}),
    name: span.name,
    service,
    kind: kinds[span.kind ?? 0] ?? 'internal',
    startedAt: Number(started / 1_000n) / 1_000,
    durationMs: Number(BigInt(span.endTimeUnixNano) - started) / 1e6,
    attributes: attributesOf(span.attributes),
    status: { code: codes[span.status?.code ?? 0] ?? 'unset', ...(message ? { message } : {}) },
    links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
  };
};

const attributesOf = (attributes: OtlpAttribute[] = []): Record<string, AttributeValue> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]));

const valueOf = (value: OtlpValue | undefined): AttributeValue => {
  if (value?.arrayValue) return (value.arrayValue.values ?? []).map(valueOf);
  if (value?.intValue !== undefined) return Number(value.intValue);
  return value?.stringValue ?? value?.doubleValue ?? value?.boolValue ?? '';
};
