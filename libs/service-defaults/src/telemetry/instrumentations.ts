import { SpanStatusCode } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { RedisInstrumentation } from '@opentelemetry/instrumentation-redis';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { IncomingMessage } from 'node:http';

const probes = /^\/(livez|readyz|metrics)(\?|$)/;

/** What is traced: requests in and out, statements without their values, names of Redis commands. */
export const instrumentations = (quietPaths?: RegExp): Instrumentation[] => [
  new HttpInstrumentation({
    ignoreIncomingRequestHook: ({ url = '' }) => probes.test(url) || (quietPaths?.test(url) ?? false),
    // Whoever hands a refusal on has not failed: a 401 that says that nobody is signed in is an answer.
    applyCustomAttributesOnSpan: (span, _request, response) => {
      const { statusCode = 0 } = response;
      if (response instanceof IncomingMessage && statusCode >= 400 && statusCode < 500)
        span.setStatus({ code: SpanStatusCode.OK });
    },
    // The exporter's own calls have no parent, and so no span.
    requireParentforOutgoingSpans: true,
  }),
  // Names the request's span after its route; spans of its own for every layer would only hide what matters.
  new ExpressInstrumentation({
    ignoreLayersType: [
      ExpressLayerType.MIDDLEWARE,
      ExpressLayerType.ROUTER,
      ExpressLayerType.REQUEST_HANDLER,
    ],
  }),
  new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
  new RedisInstrumentation({ requireParentSpan: true, dbStatementSerializer: (command) => command }),
  new UndiciInstrumentation({ requireParentforSpans: true }),
];
