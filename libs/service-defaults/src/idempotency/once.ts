import type { EntityManager } from 'typeorm';
import { Problem } from '../http/problem';
import type { IdempotentRequest } from './idempotent-request';

/** How a transaction is carried out that a request may ask for again: what its work returns is the answer. */
export type Once = <T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>) => Promise<T>;

/** Hours for which an answer is kept. */
export const answersKeptHours = 24;

/**
 * Does the work of a request at most once: the answer is kept in the work's own transaction, and a repeat gets it without
 * the work being done. What failed is not kept, a repeat tries it again. (IETF draft-ietf-httpapi-idempotency-key-header)
 * @param onRepeat called where the answer is a kept one
 * @throws {Problem} 409 `idempotency.in_flight` while the same request is being carried out, 422 `idempotency.other_request`
 *   where the key came with another body or address
 */
export const once =
  (request: IdempotentRequest, onRepeat: () => void): Once =>
  async <T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> => {
    const { actor, route, key, digest, secrets } = request;
    // Not the row's own lock: whoever waited for that would hold a connection for as long as the first one works.
    const [turn] = await tx.query<{ ours: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtextextended(jsonb_build_array($1::text, $2::text, $3::text)::text, 0)) as ours`,
      [actor, route, key],
    );
    if (!turn?.ours) throw new Problem('idempotency.in_flight', { retryAfterSeconds: 1 });
    const [kept] = await tx.query<{ digest: string; answer: T }[]>(
      `select digest, answer from kept_answers
       where (actor, route, key) = ($1, $2, $3) and kept_at > now() - interval '${answersKeptHours} hours'`,
      [actor, route, key],
    );
    if (kept && kept.digest !== digest) throw new Problem('idempotency.other_request');
    if (kept) {
      onRepeat();
      return kept.answer;
    }
    const answer = await work(tx);
    await tx.query(
      `insert into kept_answers (actor, route, key, digest, answer) values ($1, $2, $3, $4, $5)
       on conflict (actor, route, key) do update
         set digest = excluded.digest, answer = excluded.answer, kept_at = excluded.kept_at`,
      [actor, route, key, digest, JSON.stringify(answer, withoutAny(secrets))],
    );
    return answer;
  };

/** A secret that is shown once is never kept: a repeat has `null` in its place. */
export const withoutAny =
  (secrets: readonly string[]) =>
  (name: string, value: unknown): unknown =>
    secrets.includes(name) ? null : value;
