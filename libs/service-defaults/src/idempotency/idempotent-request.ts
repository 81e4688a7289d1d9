import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../http/problem';
import { actingIn } from '../sessions/acting';
import { once, type Once, withoutAny } from './once';

/** A request that its sender may repeat without anything being done twice. */
export type IdempotentRequest = {
  /** Whose it is: a key of one says nothing about another's. */
  actor: string;
  route: string;
  /** As the sender chose it. */
  key: string;
  /** Of the address and the body. */
  digest: string;
  /** Members of the body and of the answer of which nothing is kept, not even a digest. */
  secrets: readonly string[];
};

const header = 'idempotency-key';
/** Told with an answer that was kept. */
const repeatHeader = 'idempotent-replayed';
const keySchema = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** For the OpenAPI document of an operation that takes a key. */
export const idempotencyHeader = z.object({
  'Idempotency-Key': keySchema.optional().meta({
    description:
      'Chosen by the sender for this request, such as a UUID; 1 to 255 visible ASCII characters. A repeat with the same key within 24 hours does nothing again: it gets the answer of the first, with `Idempotent-Replayed: true`; what was refused is tried again. Answers 409 `idempotency.in_flight` while the first is being carried out, 422 `idempotency.other_request` where the key came with another body or address.',
  }),
});

/**
 * What makes the transaction of this request happen once, for commands that create something; behind `requireSession`.
 * @param o.secrets members of which nothing is kept: of an answer that shows them once a repeat has `null` there, and one's own
 *   password in a body makes it no other request
 * @returns undefined where the request has no `Idempotency-Key`
 * @throws {Problem} 400 `request.invalid` where the key is not 1 to 255 visible ASCII characters
 */
export function onceFor(
  req: Request,
  res: Response,
  { secrets = [] }: { secrets?: readonly string[] } = {},
): Once | undefined {
  const key = req.get(header);
  if (key === undefined) return undefined;
  if (!keySchema.safeParse(key).success) throw new Problem('request.invalid', { errors: [malformed] });
  const { actorId, onBehalfOfId } = actingIn(req.session);
  const route = req.route as { path: string };
  const request = {
    actor: onBehalfOfId === null ? actorId : `${actorId} as ${onBehalfOfId}`,
    route: `${req.method} ${req.baseUrl}${route.path}`,
    key,
    digest: digestOf([req.baseUrl + req.path, req.body], secrets),
    secrets,
  };
  return once(request, () => res.setHeader(repeatHeader, 'true'));
}

const malformed = {
  pointer: 'Idempotency-Key',
  code: 'invalid_format',
  detail: 'A key has 1 to 255 visible ASCII characters.',
};

const digestOf = (parts: unknown, secrets: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(parts, withoutAny(secrets)))
    .digest('base64url');
