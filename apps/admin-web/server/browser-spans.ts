import { errorText, type Logger, Problem } from '@tenantry/service-defaults';
import express, { type RequestHandler } from 'express';
import { z } from 'zod';

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const nanoseconds = z.string().regex(/^\d{19,20}$/);

/** What a browser may tell: names and times. Anything else, such as attributes with personal data, is refused. */
const browserSpansSchema = z.strictObject({
  resourceSpans: z
    .array(
      z.strictObject({
        scopeSpans: z
          .array(
            z.strictObject({
              spans: z
                .array(
                  z.strictObject({
                    traceId: hex(32),
                    spanId: hex(16),
                    parentSpanId: hex(16).optional(),
                    name: z.string().regex(/^[\w $/{}.:,-]{1,120}$/),
                    kind: z.union([z.literal(1), z.literal(3)]),
                    startTimeUnixNano: nanoseconds,
                    endTimeUnixNano: nanoseconds,
                    attributes: z
                      .array(
                        z.strictObject({
                          key: z.literal('http.response.status_code'),
                          value: z.strictObject({ intValue: z.string().regex(/^\d{1,3}$/) }),
                        }),
                      )
                      .max(1),
                    status: z.strictObject({ code: z.union([z.literal(0), z.literal(2)]) }),
                  }),
                )
                .min(1)
                .max(100),
            }),
          )
          .length(1),
      }),
    )
    .length(1),
});

/** Bytes: fifty spans take about 20 kB. */
const sizeLimit = 64 * 1024;
/** Milliseconds. */
const forwardLimit = 3_000;

type BrowserSpansOptions = {
  environment: string;
  /** Receiver of traces (OTLP over HTTP, without /v1/traces); without it spans are accepted and dropped. */
  endpoint: string | undefined;
  logger: Pick<Logger, 'warn'>;
};

/**
 * `POST /telemetry/v1/traces`: spans of the console in the browser, OTLP/JSON. They are forwarded under a resource
 * that this server names, and never keep the browser waiting.
 * Problems: 400 `request.invalid`, 413 `request.too_large`, 415 `request.media_type`.
 */
export function browserSpans({ environment, endpoint, logger }: BrowserSpansOptions): RequestHandler[] {
  const resource = {
    attributes: [
      { key: 'service.name', value: { stringValue: 'admin-web-browser' } },
      { key: 'service.namespace', value: { stringValue: 'tenantry' } },
      { key: 'deployment.environment.name', value: { stringValue: environment } },
    ],
  };
  const forward = async (scopeSpans: unknown) => {
    const answer = await fetch(`${endpoint?.replace(/\/$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }),
      signal: AbortSignal.timeout(forwardLimit),
    });
    if (!answer.ok) throw new Error(`the receiver of traces answered ${answer.status}`);
  };
  return [
    (req, _res, next) => {
      if (!req.is('application/json')) throw new Problem('request.media_type');
      next();
    },
    express.json({ limit: sizeLimit, type: 'application/json' }),
    (req, res) => {
      const { resourceSpans } = browserSpansSchema.parse(req.body);
      res.status(202).json({});
      if (!endpoint) return;
      forward(resourceSpans[0]?.scopeSpans).catch((error: unknown) =>
        logger.warn({ error: errorText(error) }, 'spans of a browser could not be forwarded'),
      );
    },
  ];
}
