import type { TraceSpan } from '../api/traces';

export type WaterfallRow = {
  span: TraceSpan;
  depth: number;
  /** Where the bar begins and how wide it is, in per cent of the whole trace. */
  left: number;
  width: number;
};

export type Waterfall = {
  rows: WaterfallRow[];
  services: string[];
  durationMs: number;
};

/** The spans of a trace as rows: every child below its parent, siblings by start; orphans (whose parent is not there) at the top. */
export function waterfall(spans: readonly TraceSpan[]): Waterfall {
  const ids = new Set(spans.map((span) => span.spanId));
  const children = new Map<string | null, TraceSpan[]>();
  for (const span of spans) {
    const parent = span.parentSpanId && ids.has(span.parentSpanId) ? span.parentSpanId : null;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const startMs = Math.min(...spans.map((span) => span.startMs));
  const endMs = Math.max(...spans.map((span) => span.startMs + span.durationMs));
  const durationMs = Math.max(endMs - startMs, 0.001);
  const rows: WaterfallRow[] = [];
  const visited = new Set<string>();
  const visit = (parent: string | null, depth: number) => {
    const siblings = [...(children.get(parent) ?? [])].sort((a, b) => a.startMs - b.startMs);
    for (const span of siblings) {
      if (visited.has(span.spanId)) continue;
      visited.add(span.spanId);
      rows.push({
        span,
        depth,
        left: ((span.startMs - startMs) / durationMs) * 100,
        width: (span.durationMs / durationMs) * 100,
      });
      visit(span.spanId, depth + 1);
    }
  };
  visit(null, 0);
  const services = [...new Set(rows.map((row) => row.span.service))];
  return { rows, services, durationMs: spans.length > 0 ? durationMs : 0 };
}

const palette = ['brand', 'teal', 'grape', 'orange', 'green', 'blue', 'red'] as const;

/** The colour of a service's bars: the same in every trace for the services of the product. */
export function serviceColor(service: string): string {
  const known = ['admin-web-browser', 'admin-web', 'identity', 'tenancy', 'notifier', 'scheduler'].indexOf(
    service,
  );
  const index =
    known >= 0 ? known : [...service].reduce((sum, character) => sum + character.charCodeAt(0), 0);
  return palette[index % palette.length] ?? 'brand';
}

/** Whether a span says that it failed. */
export const failed = (span: TraceSpan): boolean => span.status.code === 'error';
