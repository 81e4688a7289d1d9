import type { Acting, Decision } from '@tenantry/contracts';
import { refused, withheldUnderMirroring } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import { identityOpenApi } from '../src/openapi';
import { csv, importRequest } from './support/imports';
import { mirrored, onStuckMessages } from './support/mirroring';
import {
  browser,
  colleague,
  invitation,
  invite,
  newAddress,
  newUser,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
let administrator: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
  administrator = await colleague(identity, master);
});
afterAll(() => identity.close());

const withheld: readonly string[] = withheldUnderMirroring;
let asked: Acting[] = [];
beforeEach(() => {
  asked = [];
  // As tenancy answers who mirrors somebody.
  identity.tenancy.decide((question, actorId, onBehalfOfId): Decision => {
    asked.push({ actorId, onBehalfOfId });
    // What is granted is given in creating somebody.
    const act = question.about === 'grant' ? 'user.create' : question.act;
    return onBehalfOfId !== null && withheld.includes(act) ? refused('mirroring', true) : allowed;
  });
});

type Mirrored = Awaited<ReturnType<typeof mirrored>>;
/** What a command does while somebody is mirrored: events under both names, a refusal, or nothing of one's own. */
type Outcome = {
  send: (acting: Mirrored, user: Person) => Promise<{ status: number; body: unknown }>;
  writes?: string[];
  refuses?: true;
};
const aColleague = async () => `/v1/users/${(await colleague(identity, master)).userId}`;
const block = async (acting: Mirrored, userId: string) =>
  acting.post(`/v1/users/${userId}/block`, { reason: 'Left' });
const startJob = async (acting: Mirrored) => {
  const userIds = [(await colleague(identity, master)).userId];
  return acting.post('/v1/jobs', { act: 'block', userIds, comment: 'Left' });
};
const job = async (acting: Mirrored) =>
  `/v1/jobs/${((await startJob(acting)).body as { jobId: string }).jobId}`;
const onInvitation = (what: string) => async (acting: Mirrored) =>
  acting.post(`/v1/users/${(await invite(identity, master)).userId}/invitation/${what}`);
const importing =
  (preview = '') =>
  async (acting: Mirrored) => {
    const own = preview ? {} : { password: administrator.password };
    return acting.post(`/v1/imports${preview}`, importRequest(master, csv('a@b.example;Ana;Ruiz'), own));
  };
const outcomes: Record<string, Outcome> = {
  ...onStuckMessages,
  // What a job does is done later, each act under both names.
  'POST /v1/jobs': { send: startJob },
  'POST /v1/jobs/{jobId}/cancel': { send: async (acting) => acting.post(`${await job(acting)}/cancel`) },
  'POST /v1/jobs/{jobId}/retry': {
    async send(acting) {
      const path = await job(acting);
      await acting.post(`${path}/cancel`).expect(200);
      return acting.post(`${path}/retry`);
    },
  },
  'POST /v1/users/{userId}/block': {
    send: async (acting) => block(acting, (await colleague(identity, master)).userId),
    writes: ['identity.user.blocked.v1'],
  },
  'POST /v1/users/{userId}/unblock': {
    async send(acting) {
      const { userId } = await colleague(identity, master);
      await block(acting, userId);
      return acting.post(`/v1/users/${userId}/unblock`, { comment: null });
    },
    writes: ['identity.user.blocked.v1', 'identity.user.unblocked.v1'],
  },
  'POST /v1/users/{userId}/deactivate': {
    send: async (acting) => acting.post(`${await aColleague()}/deactivate`, { reason: null }),
    writes: ['identity.user.deactivated.v1'],
  },
  'PATCH /v1/users/{userId}': {
    send: async (acting) => acting.patch(await aColleague(), { lastName: 'Stone' }, { 'if-match': '*' }),
    writes: ['identity.user.profile-changed.v1'],
  },
  'POST /v1/users/{userId}/support-report': {
    send: async (acting) => acting.post(`${await aColleague()}/support-report`, { text: 'Wrong' }),
    writes: ['identity.user.reported-to-support.v1'],
  },
  'POST /v1/users/{userId}/typed-name': {
    send: async (acting) => acting.post(`${await aColleague()}/typed-name`, { typed: 'ben' }),
  },
  'PUT /v1/users/{userId}/email': {
    send: async (acting) => acting.put(`${await aColleague()}/email`, { email: newAddress() }),
    refuses: true,
  },
  'POST /v1/users/{userId}/activate': {
    async send(acting) {
      const { userId } = await colleague(identity, master);
      await acting.post(`/v1/users/${userId}/deactivate`, { reason: null });
      return acting.post(`/v1/users/${userId}/activate`, { comment: null });
    },
    writes: ['identity.user.deactivated.v1', 'identity.user.reactivated.v1'],
  },
  'POST /v1/users/{userId}/remove': {
    send: async (acting) =>
      acting.post(`${await aColleague()}/remove`, { password: administrator.password, reason: null }),
    refuses: true,
  },
  'POST /v1/users': {
    send: async (acting) => acting.post('/v1/users', newUser(master, { password: administrator.password })),
    refuses: true,
  },
  'POST /v1/users/{userId}/invitation/resend': { send: onInvitation('resend'), refuses: true },
  'POST /v1/users/{userId}/invitation/revoke': {
    send: onInvitation('revoke'),
    writes: ['identity.user.removed.v1'],
  },
  'POST /v1/invitations': {
    send: async (acting) => acting.post('/v1/invitations', invitation(master.organizationId, [newAddress()])),
    refuses: true,
  },
  'POST /v1/imports/preview': { send: importing('/preview'), refuses: true },
  'POST /v1/imports': { send: importing(), refuses: true },
  'POST /v1/mirroring': {
    send: async (acting) =>
      acting.post('/v1/mirroring', {
        userId: (await colleague(identity, master)).userId,
        password: administrator.password,
        reason: 'Further on',
      }),
    refuses: true,
  },
  'DELETE /v1/mirroring': {
    send: async (acting) => acting.delete('/v1/mirroring'),
    writes: ['identity.user.mirroring-stopped.v1'],
  },
  'DELETE /v1/sessions/current': {
    send: async (acting) => acting.delete('/v1/sessions/current'),
    writes: ['identity.user.mirroring-stopped.v1'],
  },
  'DELETE /v1/sessions': { send: async (acting) => acting.delete('/v1/sessions'), refuses: true },
  'DELETE /v1/sessions/{sessionId}': {
    send: async (acting) => acting.delete(`/v1/sessions/${randomUUID()}`),
    refuses: true,
  },
  'DELETE /v1/users/{userId}/sessions': {
    send: async (acting) => acting.delete(`${await aColleague()}/sessions`),
    refuses: true,
  },
  'DELETE /v1/users/{userId}/sessions/{sessionId}': {
    send: async (acting) => acting.delete(`${await aColleague()}/sessions/${randomUUID()}`),
    refuses: true,
  },
  'POST /v1/users/{userId}/password-reset': {
    send: async (acting) => acting.post(`${await aColleague()}/password-reset`),
    refuses: true,
  },
  'PUT /v1/account/password': {
    send: async (acting) =>
      acting.put('/v1/account/password', {
        currentPassword: administrator.password,
        newPassword: 'copper lantern 77 drifts',
      }),
    refuses: true,
  },
  'PUT /v1/users/{userId}/idle-limit': {
    send: async (acting) => acting.put(`${await aColleague()}/idle-limit`, { idleSeconds: 90 }),
    writes: ['identity.user.profile-changed.v1'],
  },
};
/** For whoever is not signed in: the cookies count for nothing. */
const forStrangers = [
  'POST /v1/password-resets',
  'POST /v1/passwords',
  'POST /v1/sign-ups',
  'POST /v1/sign-ups/verify',
  'POST /v1/codes/inspect',
  'POST /v1/invitations/accept',
  'POST /v1/sessions',
];

describe('every command of identity while somebody is mirrored', () => {
  it('[A11] knows every command of identity that there is', () => {
    const commands = Object.entries(identityOpenApi().paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(commands.sort()).toEqual([...Object.keys(outcomes), ...forStrangers].sort());
  });

  it.each(Object.entries(outcomes))(
    '[A11] writes both names or is refused while somebody is mirrored: %s',
    async (_command, { send, writes, refuses }) => {
      // Signing out ends the own session too: each command has one of its own.
      const actor = await colleague(identity, master);
      const user = await colleague(identity, master);
      const acting = await mirrored(identity, actor, user);
      const [last] = await identity.database.query<{ id: string }[]>('select max(id) as id from event_log');
      const answer = await send(acting, user);
      const written = await identity.database.query<object[]>(
        `select type, actor, on_behalf_of as "onBehalfOf" from event_log
       where id > $1 and (actor = $2 or on_behalf_of is not null) order by id`,
        [last?.id, `user/${actor.userId}`],
      );
      if (refuses) {
        expect(answer.status).toBe(403);
        expect(answer.body).toMatchObject({ code: 'mirroring.not_allowed' });
      } else expect(answer.status).toBeLessThan(300);
      const names = { actor: `user/${actor.userId}`, onBehalfOf: `user/${user.userId}` };
      expect(written).toEqual((writes ?? []).map((type) => ({ type, ...names })));
    },
  );

  it('[A11] asks tenancy what both may do, and what the mirrored user sees', async () => {
    const user = await colleague(identity, master);
    const seen = await colleague(identity, master);
    const acting = await mirrored(identity, administrator, user);
    asked = [];
    await acting.get(`/v1/users/${seen.userId}`).expect(200);
    await acting.get(`/v1/users/${seen.userId}/history`).expect(200);
    await block(acting, seen.userId);
    const both = { actorId: administrator.userId, onBehalfOfId: user.userId };
    expect(asked.length).toBeGreaterThanOrEqual(2);
    for (const each of asked) expect(each).toEqual(both);
    // What the administrator alone may look at, and what was allowed to them a moment ago, is not seen now.
    identity.tenancy.decide((_question, _actorId, onBehalfOfId) => (onBehalfOfId ? unseen : allowed));
    const other = await invite(identity, master);
    await browser(identity, administrator.cookie).get(`/v1/users/${other.userId}`).expect(200);
    await acting.get(`/v1/users/${other.userId}`).expect(404);
    // Their own account is the administrator's own only when they act as themselves.
    await acting.get(`/v1/users/${administrator.userId}`).expect(404);
  });

  it('[A11] is refused at once where tenancy says that they may not act as this user any more', async () => {
    const user = await colleague(identity, master);
    const acting = await mirrored(identity, administrator, user);
    identity.tenancy.decide(() => {
      throw new Problem('session.mirroring_ended');
    });
    for (const path of [`/v1/users/${master.userId}`, '/v1/sessions/current']) {
      const { body } = await acting.get(path).expect(401);
      expect(body).toMatchObject({ code: 'session.mirroring_ended' });
    }
    // As themselves they ask nobody.
    await browser(identity, administrator.cookie).get('/v1/sessions/current').expect(200);
    expect((await block(acting, master.userId)).status).toBe(401);
    await acting.delete('/v1/mirroring').expect(200);
  });
});
