import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { redactLine, withoutValues } from '../logging/redact';

/** Who the person is or what they searched for: network addresses, browsers, query strings. */
const dropped = new Set([
  'url.query',
  'http.target',
  'client.address',
  'network.peer.address',
  'network.peer.port',
  'user_agent.original',
  'http.client_ip',
  'http.user_agent',
  'net.peer.ip',
  'net.peer.name',
]);
const addresses = new Set(['url.full', 'http.url']);

/** Hands spans on without personal data; spans are only changed once they have ended. */
export const withoutPersonalData = (next: SpanProcessor): SpanProcessor => ({
  onStart: (span, context) => next.onStart(span, context),
  onEnd: (span) => {
    clean(span);
    next.onEnd(span);
  },
  forceFlush: () => next.forceFlush(),
  shutdown: () => next.shutdown(),
});

function clean({ attributes, events, status }: ReadableSpan): void {
  cleanAttributes(attributes);
  for (const event of events) if (event.attributes) cleanAttributes(event.attributes);
  if (status.message) status.message = redactLine(withoutValues(status.message));
}

function cleanAttributes(attributes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (dropped.has(name)) delete attributes[name];
    else if (typeof value !== 'string') continue;
    else if (addresses.has(name)) attributes[name] = value.replace(/[?#].*/s, '');
    else attributes[name] = redactLine(name.startsWith('exception.') ? withoutValues(value) : value);
  }
}
