import { type BrowserSpan, preciseNow, randomHex, toOtlp } from './spans';

/** What a person did: the root span of everything that follows from it. */
type Action = {
  traceId: string;
  spanId: string;
  name: string;
  startedAt: number;
  endedAt: number;
  openRequests: number;
  failed: boolean;
};

export type RequestSpan = {
  /** The W3C `traceparent` to send with the request. */
  traceparent: string;
  traceId: string;
  /** @param status the HTTP status; 0 where no answer came */
  end: (status: number) => void;
};

/** A request this long after a click and the answers that it led to (milliseconds) is no longer its consequence. */
const reach = 5_000;
/** An action is over when this long (milliseconds) no request has followed: pages read anew what a command has changed. */
const settleAfter = 1_000;
const flushAfter = 1_000;
const maximumSpans = 50;
/** Names that say only how a person acted. */
const unnamed = ['click', 'submit'];
/** What the first action is called until it is known which page it opens. */
export const opening = 'open console';

let current: Action | null = null;
/** Actions without an open request that may still be followed by one. */
const settling = new Set<Action>();
let finished: BrowserSpan[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let latestTraceId: string | null = null;

/** The trace of the latest request, for reports of what broke after it. */
export const lastTraceId = (): string | null => latestTraceId;

const newAction = (name: string, startedAt: number): Action => ({
  traceId: randomHex(16),
  spanId: randomHex(8),
  name,
  startedAt,
  endedAt: startedAt,
  openRequests: 0,
  failed: false,
});

/**
 * Starts a trace: what follows within five seconds, and what follows from that, belongs to it. Nothing is sent for an action without a request.
 * @param startedAt milliseconds since the epoch: the moment of the click
 */
export function beginAction(name: string, startedAt = preciseNow()): void {
  current = newAction(name, startedAt);
}

/** Names an action that has no name yet after the page that it led to; begins one where nobody clicked (Back, Forward). */
export function nameAction(name: string): void {
  if (!current || preciseNow() - current.startedAt > reach) beginAction(name);
  else if (current.name === opening || unnamed.includes(current.name)) current.name = name;
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  if (finished.length === 0) return;
  const body = JSON.stringify(toOtlp(finished.slice(0, maximumSpans)));
  finished = finished.slice(maximumSpans);
  // `keepalive` lets the request outlive the page. A lost span is no error for the person.
  fetch('/telemetry/v1/traces', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: true,
  }).catch(() => undefined);
  if (finished.length > 0) scheduleFlush();
}

function scheduleFlush(): void {
  timer ??= setTimeout(flush, flushAfter);
}

function finishAction(action: Action): void {
  settling.delete(action);
  finished.push({
    traceId: action.traceId,
    spanId: action.spanId,
    parentSpanId: null,
    name: action.name,
    kind: 'internal',
    startedAt: action.startedAt,
    endedAt: action.endedAt,
    attributes: {},
    failed: action.failed,
  });
  if (current === action) current = null;
  scheduleFlush();
}

/** A request that nobody wants to find among the traces: it tells the services not to record it (W3C Trace Context 3.3.2). */
export function quietRequest(): RequestSpan {
  const traceId = randomHex(16);
  return { traceparent: `00-${traceId}-${randomHex(8)}-00`, traceId, end: () => undefined };
}

/**
 * Starts the span of one request: a child of the action that caused it, or of one of its own where nobody did.
 * @param name `METHOD /path` without ids, so that spans of one kind share a name
 */
export function beginRequest(name: string): RequestSpan {
  const startedAt = preciseNow();
  const caused =
    current && (current.openRequests > 0 || startedAt - current.endedAt < reach) ? current : null;
  const action = caused ?? newAction(name, startedAt);
  // What was clicked may be somebody's name; what it asked for first is not.
  if (unnamed.includes(action.name)) action.name = name;
  current = action;
  action.openRequests += 1;
  settling.delete(action);
  latestTraceId = action.traceId;
  const spanId = randomHex(8);
  return {
    traceparent: `00-${action.traceId}-${spanId}-01`,
    traceId: action.traceId,
    end: (status) => {
      const failed = status === 0 || status >= 500;
      const endedAt = preciseNow();
      finished.push({
        traceId: action.traceId,
        spanId,
        parentSpanId: action.spanId,
        name,
        kind: 'client',
        startedAt,
        endedAt,
        attributes: { 'http.response.status_code': status },
        failed,
      });
      action.endedAt = endedAt;
      action.failed ||= failed;
      action.openRequests -= 1;
      if (action.openRequests > 0) return;
      settling.add(action);
      setTimeout(() => {
        if (settling.has(action) && action.endedAt === endedAt) finishAction(action);
      }, settleAfter);
    },
  };
}

const nameOf = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-trace]')?.dataset.trace : undefined;

/** Every click and every submitted form begins an action; `data-trace` on the element (or around it) names it, else its first request. */
export function traceInteractions(): void {
  const begin = (event: Event) => {
    const name = nameOf(event.target);
    const startedAt = performance.timeOrigin + event.timeStamp;
    // A click on a submit button is one action, not two.
    if (event.type === 'submit' && current && startedAt - current.startedAt < 100) {
      if (name) current.name = name;
      return;
    }
    beginAction(name ?? event.type, startedAt);
  };
  document.addEventListener('click', begin, { capture: true });
  document.addEventListener('submit', begin, { capture: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    // The page may never come back.
    settling.forEach(finishAction);
    flush();
  });
}
