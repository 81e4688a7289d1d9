/** One finished span, as OTLP/JSON wants it (opentelemetry-proto, `Span`). Times are milliseconds since the epoch. */
export type BrowserSpan = {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: 'internal' | 'client';
  startedAt: number;
  endedAt: number;
  attributes: Record<string, string | number>;
  failed: boolean;
};

const kinds = { internal: 1, client: 3 } as const;

/** Random lower-case hexadecimal digits; works without a secure context, unlike `crypto.randomUUID`. */
export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Milliseconds since the epoch with the fraction that `Date.now` cuts off. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

const nanoseconds = (milliseconds: number): string => {
  const whole = Math.trunc(milliseconds);
  return `${whole}${String(Math.round((milliseconds - whole) * 1e6)).padStart(6, '0')}`;
};

/** The body of `POST /telemetry/v1/traces`: an OTLP `ExportTraceServiceRequest` in JSON. The server names the resource. */
export function toOtlp(spans: readonly BrowserSpan[]): unknown {
  return {
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: spans.map((span) => ({
              traceId: span.traceId,
              spanId: span.spanId,
              ...(span.parentSpanId ? { parentSpanId: span.parentSpanId } : {}),
              name: span.name,
              kind: kinds[span.kind],
              startTimeUnixNano: nanoseconds(span.startedAt),
              endTimeUnixNano: nanoseconds(span.endedAt),
              attributes: Object.entries(span.attributes).map(([key, value]) => ({
                key,
                value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
              })),
              status: { code: span.failed ? 2 : 0 },
            })),
          },
        ],
      },
    ],
  };
}
