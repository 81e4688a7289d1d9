import {
  type Acting,
  type Answer,
  decisionResponseSchema,
  type Question,
  type RetiredByRule,
} from '@tenantry/contracts';
import type { ServiceTokens } from '../tokens/service-tokens';

/** Tenancy answered that the question itself is wrong (4xx): asking again does not help. */
export class Refused extends Error {}
/** The asker may not act through that account any more (A11). */
export class MirroringEnded extends Refused {}
/** Tenancy has waited for a user that it has not heard of yet: it is well, and this call need not be repeated here. */
export class NotYetKnown extends Error {}

/** What is asked, and where: what somebody may do, or claims of a rule. */
export type Asked =
  | { path: '/internal/decisions'; body: Acting & { questions: Question[] } }
  | { path: '/internal/claims'; body: { users: RetiredByRule[] } };

/** One `POST`; Node's fetch keeps the connection for the next one. */
export async function askTenancy(
  { tenancyUrl, tokens }: { tenancyUrl: string; tokens: ServiceTokens },
  { path, body }: Asked,
  signal: AbortSignal,
): Promise<Answer[]> {
  const response = await fetch(new URL(path, tenancyUrl), {
    method: 'POST',
    redirect: 'error',
    signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokens.issue('tenancy')}` },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const code = (answer as { code?: unknown } | undefined)?.code;
    const message = `tenancy answered ${response.status} ${typeof code === 'string' ? code : ''}`;
    if (code === 'decision.unavailable') throw new NotYetKnown(message);
    if (code === 'session.mirroring_ended') throw new MirroringEnded(message);
    throw response.status < 500 ? new Refused(message) : new Error(message);
  }
  const parsed = decisionResponseSchema.safeParse(answer);
  if (
    !parsed.success ||
    parsed.data.decisions.length !== ('users' in body ? body.users : body.questions).length
  ) {
    throw new Error('tenancy answered something else than decisions');
  }
  return parsed.data.decisions;
}
