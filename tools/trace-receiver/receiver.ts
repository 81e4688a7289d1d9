import { json, readBody, startLocalServer, type Answer, type LocalServer } from '../local-server';
import { readOtlp, type ReceivedSpan } from './otlp';

/** One line of the list of traces. */
export type TraceSummary = {
  traceId: string;
  /** The span without a parent; where it has not arrived, the earliest. */
  root: { name: string; service: string };
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  spans: number;
  services: string[];
  error: boolean;
};

/** A span in its trace; `startMs` counts from the trace's start. */
export type TraceSpan = Omit<ReceivedSpan, 'traceId' | 'startedAt'> & { startMs: number };

/**
 * Receives traces (OTLP/HTTP, JSON) and shows them again: POST /v1/traces, GET /traces?limit=, GET /traces/<id>.
 * @param options.keep so many of the latest traces stay in memory
 */
export const startTraceReceiver = (port: number, { keep = 500 } = {}): Promise<LocalServer> => {
  const traces = new Map<string, Map<string, ReceivedSpan>>();
  const store = (span: ReceivedSpan): void => {
    const trace = traces.get(span.traceId) ?? new Map<string, ReceivedSpan>();
    trace.set(span.spanId, span);
    traces.set(span.traceId, trace);
    if (traces.size > keep) traces.delete(traces.keys().next().value ?? '');
  };

  return startLocalServer(port, async (request, url): Promise<Answer | undefined> => {
    const [, first, id] = url.pathname.split('/');
    if (request.method === 'POST' && url.pathname === '/v1/traces') {
      if (!request.headers['content-type']?.includes('json')) {
        return { status: 415, body: 'Send OTLP as JSON: OTEL_EXPORTER_OTLP_PROTOCOL=http/json.\n' };
      }
      readOtlp(JSON.parse((await readBody(request)).toString())).forEach(store);
      return json({});
    }
    if (request.method !== 'GET' || first !== 'traces') return undefined;
    if (id === undefined) return json(listTraces(traces, Number(url.searchParams.get('limit')) || 100));
    const trace = traces.get(id.toLowerCase());
    return trace && json(spansOf([...trace.values()]));
  });
};

const listTraces = (traces: Map<string, Map<string, ReceivedSpan>>, limit: number): TraceSummary[] =>
  [...traces.values()]
    .map((trace) => summarise([...trace.values()]))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, limit);

const summarise = (spans: ReceivedSpan[]): TraceSummary => {
  const sorted = spans.toSorted((a, b) => a.startedAt - b.startedAt);
  const root = sorted.find(({ parentSpanId }) => parentSpanId === undefined) ?? sorted[0];
  if (!root || !sorted[0]) throw new Error('A trace without spans is not kept.');
  const start = sorted[0].startedAt;
  return {
    traceId: root.traceId,
    root: { name: root.name, service: root.service },
    startedAt: new Date(start).toISOString(),
    durationMs: round(Math.max(...spans.map((span) => span.startedAt + span.durationMs)) - start),
    spans: spans.length,
    services: [...new Set(sorted.map(({ service }) => service))],
    error: spans.some(({ status }) => status.code === 'error'),
  };
};

const spansOf = (spans: ReceivedSpan[]): TraceSpan[] => {
  const start = Math.min(...spans.map(({ startedAt }) => startedAt));
  return spans
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map((span) => ({
      ...span,
      traceId: undefined,
      startedAt: undefined,
      startMs: round(span.startedAt - start),
      durationMs: round(span.durationMs),
    }));
};

/** To microseconds. */
const round = (milliseconds: number): number => Math.round(milliseconds * 1_000) / 1_000;
