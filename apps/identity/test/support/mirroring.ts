import { mirrorCookie, type RedisClient } from '@tenantry/service-defaults';
import { createHash } from 'node:crypto';
import { type Answer, type Ask, browser, cookieOf, goodPassword, type Person } from './people';
import type { Identity } from './start-identity';

/** Asks to act as the user, with what the body says otherwise. */
export const askToMirror = (
  identity: Identity,
  { cookie, password }: Person,
  userId: string,
  change: object = {},
): Ask =>
  browser(identity, cookie).post('/v1/mirroring', { userId, password, reason: 'Ticket 4711', ...change });

/** Acts as the user: a browser with both cookies. */
export async function mirrored(identity: Identity, administrator: Person, { userId }: Person) {
  const started = await askToMirror(identity, administrator, userId).expect(201);
  const mirror = cookieOf(started);
  return { started, mirror, ...browser(identity, `${administrator.cookie}; ${mirror}`) };
}

export const current = (asking: { get: (path: string) => Ask }): Ask => asking.get('/v1/sessions/current');

/** Whether the answer takes this cookie away. */
export const takesAway = ({ headers }: Answer, name: string): boolean =>
  (headers['set-cookie'] ?? []).some((line) => line.startsWith(`${name}=;`) && line.includes('Max-Age=0'));

/** As if the half hour of a mirrored session were over. */
export async function timeIsOver(redis: RedisClient, mirror: string): Promise<void> {
  const secret = mirrorCookie.read(mirror) ?? '';
  const key = `session:${createHash('sha256').update(secret).digest('hex')}`;
  expect(await redis.exists(key)).toBe(1);
  await redis.hSet(key, 'until', String(Date.now() - 1));
}

/** Signs the person in once more: an own session that nothing else in a test touches. */
export async function signedInAnew(identity: Identity, person: Person): Promise<Person> {
  const answer = await browser(identity)
    .post('/v1/sessions', { identifier: person.email, password: goodPassword })
    .expect(201);
  return { ...person, cookie: cookieOf(answer) };
}

const refusedOnStuckMessage = (path: string, body: object = {}) => ({
  send: async (acting: Awaited<ReturnType<typeof mirrored>>) =>
    acting.post(`/v1/dead-letters/${path}`, { reason: 'Mended', ...body }),
  refuses: true as const,
});

/** The commands on what a service could not apply, which nobody gives in another's name. */
export const onStuckMessages = {
  'POST /v1/dead-letters/replay': refusedOnStuckMessage('replay', {
    type: 'tenancy.organization.changed.v1',
  }),
  'POST /v1/dead-letters/{entryId}/replay': refusedOnStuckMessage('entry/replay'),
  'POST /v1/dead-letters/{entryId}/discard': refusedOnStuckMessage('entry/discard', { scope: 'message' }),
};
