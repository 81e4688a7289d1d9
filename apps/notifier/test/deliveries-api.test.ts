import { randomUUID } from 'node:crypto';
import type { Decision } from '@tenantry/contracts';
import request from 'supertest';
import { notifierApi } from './support/api';
import { aNotifier } from './support/notifier';
import { aPlainMail, aSecretMail, enqueueAll, soon } from './support/things';

const hidden: Decision = {
  allowed: false,
  rule: 'outside_subtree',
  mend: 'ask_organization_above',
  visible: false,
};

async function anApi() {
  const [actor, subject] = [randomUUID(), randomUUID()];
  const notifier = await aNotifier();
  const api = await notifierApi(notifier, (actorId, question) => {
    const asked = question.about === 'user' && question.act === 'user.view' && question.userId === subject;
    return actorId === actor && asked ? { allowed: true } : hidden;
  });
  const session = { organizationId: randomUUID(), epoch: 0, idleSeconds: 60 };
  const { secret } = await api.sessions.create({ userId: actor, ...session });
  return {
    app: api.app,
    notifier,
    subject,
    tenancy: api.tenancy,
    get: (path: string) => request(api.app).get(path).set('cookie', `__Host-tenantry=${secret}`),
    async close() {
      await notifier.close();
      await api.close();
    },
  };
}

describe('the mails about a user over HTTP', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => (api = await anApi()));
  afterAll(() => api.close());

  it('[B4] are listed newest first, with their state and trace and without what they say', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { mail, link } = await aSecretMail({ userId: api.subject });
    await enqueueAll(api.notifier, mail);
    await enqueueAll(
      api.notifier,
      aPlainMail({ userId: api.subject, traceparent: `00-${traceId}-00f067aa0ba902b7-01` }),
    );
    const answer = await soon(async () => {
      const found = await api.get(`/v1/users/${api.subject}/mails`);
      expect([found.status, found.body]).toMatchObject([
        200,
        {
          items: [
            {
              template: 'blocked',
              state: 'sent',
              traceId,
              attempts: 1,
              lastError: null,
              sentAt: expect.any(String) as string,
            },
            {
              mailId: mail.mailId,
              template: 'invitation',
              to: mail.to,
              language: 'en',
              state: 'sent',
              traceId: null,
            },
          ],
        },
      ]);
      return found;
    });
    expect(JSON.stringify(answer.body)).not.toContain('Repeated abuse');
    expect(JSON.stringify(answer.body)).not.toContain(link);
  });

  it('answers 404 about anybody else, whether there are mails or not', async () => {
    const foreign = aPlainMail({ userId: randomUUID() });
    await enqueueAll(api.notifier, foreign);
    for (const userId of [foreign.userId, randomUUID(), 'me']) {
      const answer = await api.get(`/v1/users/${userId}/mails`);
      expect([answer.status, answer.body]).toMatchObject([404, { code: 'user.not_found' }]);
    }
  });

  it('answers 401 without a session, and 503 where tenancy does not decide', async () => {
    const signedOut = await request(api.app).get(`/v1/users/${api.subject}/mails`);
    expect([signedOut.status, signedOut.body]).toMatchObject([401, { code: 'session.missing' }]);
    await api.tenancy.close();
    const undecided = await api.get(`/v1/users/${randomUUID()}/mails`);
    expect([undecided.status, undecided.body]).toMatchObject([503, { code: 'decision.unavailable' }]);
  });
});
