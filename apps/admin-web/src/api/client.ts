import { beginRequest, quietRequest } from '../tracing/tracing';
import { noteServerTime } from './clock';
import { ApiProblem, toProblem } from './problem';
import type { Service } from './services';

type Source = Service | 'traces';
type QueryValue = string | number | true | readonly string[] | undefined;

export type Call = {
  query?: Record<string, QueryValue>;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Of what is created, see use-once.ts. */
  key?: string;
  /** The revision that was seen, of what is edited. */
  revision?: number;
  /** Polling: does not keep the session alive and is no consequence of a click. */
  background?: boolean;
  /** On the way out of an account: whichever it is. */
  anyAccount?: boolean;
};

let shownAccount: string | null = null;

/** From now on the pages show this user's account: commands are refused where they would be done as anybody else (A11). */
export const showAccount = (userId: string): void => void (shownAccount = userId);

const listeners = {
  /** A session that was there is not any more. */
  sessionLost: new Set<(problem: ApiProblem) => void>(),
  /** A request that a person caused was answered, which has extended the session. */
  sessionUsed: new Set<() => void>(),
};

/** @returns a function that unsubscribes */
export function onSession<E extends keyof typeof listeners>(
  event: E,
  listener: (typeof listeners)[E] extends Set<infer L> ? L : never,
): () => void {
  const set = listeners[event] as Set<typeof listener>;
  set.add(listener);
  return () => set.delete(listener);
}

function queryString(query: Record<string, QueryValue> = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(key, String(one));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** Ids have no place in the name of a span: `/v1/users/0b9…/block` → `/v1/users/{id}/block`. */
export const templateOf = (path: string): string => path.replace(/\/(?=[^/]*\d)[\w-]{8,}(?=\/|$)/g, '/{id}');

/** The body; `undefined` where there is none, `null` where it is no JSON. */
async function readJson(answer: globalThis.Response): Promise<unknown> {
  const text = await answer.text().catch(() => '!');
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Sends a request; whatever came back, the span of it ends with its head. */
async function send(
  service: Source,
  method: Method,
  path: string,
  { query, body, signal, key, revision, background = false, anyAccount = false }: Call,
): Promise<{ answer: globalThis.Response; traceId: string }> {
  // Polling and looking at traces would fill the list of traces with themselves.
  const quiet = background || service === 'traces';
  const span = quiet ? quietRequest() : beginRequest(`${method} ${service}${templateOf(path)}`);
  const answer = await fetch(`/api/${service}${path}${queryString(query)}`, {
    method,
    signal: signal ?? null,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json, application/problem+json',
      traceparent: span.traceparent,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
      ...(background ? { 'x-tenantry-background': '1' } : {}),
      ...(shownAccount && method !== 'GET' && !anyAccount ? { 'x-tenantry-account': shownAccount } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    const aborted = error instanceof DOMException && error.name === 'AbortError';
    span.end(aborted ? 499 : 0);
    throw aborted ? error : new ApiProblem('network.unreachable', 0, span.traceId);
  });
  span.end(answer.status);
  noteServerTime(answer.headers.get('date'));
  return { answer, traceId: span.traceId };
}

/** The problem that a service answered; where the session is over, whoever watches over it is told. */
function problemIn(status: number, json: unknown, traceId: string): ApiProblem {
  const problem = toProblem(status, json, traceId);
  if (problem.status === 401 && problem.code.startsWith('session.'))
    listeners.sessionLost.forEach((listener) => listener(problem));
  return problem;
}

/**
 * One request to a service over the console's own server.
 * @returns the body of the answer, `undefined` where it has none
 * @throws {ApiProblem} for every answer that is no success, and with status 0 where none came
 * @throws {DOMException} `AbortError` where `signal` was aborted
 */
export async function request<Response>(
  service: Source,
  method: Method,
  path: string,
  call: Call = {},
): Promise<Response> {
  const { answer, traceId } = await send(service, method, path, call);
  const json = await readJson(answer);
  if (!answer.ok) throw problemIn(answer.status, json, traceId);
  if (json === null) throw new ApiProblem('answer.unreadable', answer.status, traceId);
  if (!call.background) listeners.sessionUsed.forEach((listener) => listener());
  return json as Response;
}

/**
 * Asks a service for a file.
 * @throws as {@link request}, and with `answer.unreadable` where the file broke off
 */
export async function requestFile(
  service: Source,
  path: string,
  call: Call,
): Promise<{ content: Blob; name: string }> {
  const { answer, traceId } = await send(service, 'GET', path, call);
  if (!answer.ok) throw problemIn(answer.status, await readJson(answer), traceId);
  const content = await answer.blob().catch((error: unknown) => {
    if (call.signal?.aborted) throw error;
    throw new ApiProblem('answer.unreadable', answer.status, traceId);
  });
  listeners.sessionUsed.forEach((listener) => listener());
  return { content, name: fileNameIn(answer.headers.get('content-disposition') ?? '') };
}

/** RFC 6266: the name in any script, else the plain one. */
function fileNameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/.exec(disposition)?.[1] ?? 'users');
}
