import { request } from './client';

/** One line of the list of traces, as the local trace receiver answers it. */
export type TraceSummary = {
  traceId: string;
  root: { name: string; service: string };
  startedAt: string;
  durationMs: number;
  spans: number;
  services: string[];
  error: boolean;
};

/** A span in its trace; `startMs` counts from the trace's start. */
export type TraceSpan = {
  spanId: string;
  parentSpanId?: string;
  name: string;
  service: string;
  kind: string;
  startMs: number;
  durationMs: number;
  attributes: Record<string, unknown>;
  status: { code: 'unset' | 'ok' | 'error'; message?: string };
  links: { traceId: string; spanId: string }[];
};

export const listTraces = (limit: number, signal?: AbortSignal) =>
  request<TraceSummary[]>('traces', 'GET', '', { query: { limit }, signal });

export const getTrace = (traceId: string, signal?: AbortSignal) =>
  request<TraceSpan[]>('traces', 'GET', `/${traceId}`, { signal });
