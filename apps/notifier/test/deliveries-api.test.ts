import { randomUUID } from 'node:crypto';
import type { Decision } from '@tenantry/contracts';
import request from 'supertest';
import { isAddressRefused } from '../src/mails/is-address-refused';
import { notifierApi } from './support/api';
import { aMailServer } from './support/mail-server';
import { aNotifier } from './support/notifier';
import { aPlainMail, aSecretMail, enqueueAll, soon } from './support/things';

const hidden: Decision = {
  allowed: false,
  rule: 'outside_subtree',
  mend: 'ask_organization_above',
  visible: false,
};

async function anApi(smtp: { smtpUrl?: string } = {}) {
  const [actor, subject] = [randomUUID(), randomUUID()];
  const notifier = await aNotifier(smtp);
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

describe('the last invitation of users over HTTP', () => {
  it('[L10] tells how the last invitation of each user fares, of those whom one sees', async () => {
    const server = await aMailServer(() => ({
      reply: 'refuse',
      at: 'recipient',
      code: 550,
      text: '5.1.1 No such user',
    }));
    const api = await anApi({ smtpUrl: server.url });
    const asked = [api.subject, randomUUID(), randomUUID()];
    const query = asked.map((userId) => `userId=${userId}`).join('&');
    const hiddenMail = await aSecretMail({ userId: asked[1] ?? null });
    const { mail } = await aSecretMail({ userId: api.subject });
    await enqueueAll(api.notifier, hiddenMail.mail, mail, aPlainMail({ userId: api.subject }));
    await soon(async () => {
      const found = await api.get(`/v1/invitation-mails?${query}`);
      expect([found.status, found.body]).toEqual([
        200,
        {
          items: [
            {
              userId: api.subject,
              mailId: mail.mailId,
              to: mail.to,
              state: 'failed',
              attempts: 1,
              sentAt: null,
              createdAt: expect.any(String) as string,
              lastError: expect.stringMatching(/^550 5\.1\.1 /) as string,
              addressRefused: true,
            },
          ],
        },
      ]);
    });
    const many = Array.from({ length: 201 }, () => `userId=${randomUUID()}`).join('&');
    for (const wrong of ['', 'userId=me', many]) {
      const answer = await api.get(`/v1/invitation-mails?${wrong}`);
      expect([answer.status, answer.body]).toMatchObject([400, { code: 'request.invalid' }]);
    }
    await api.close();
    await server.close();
  });

  it.each([
    ['550 5.1.1 No such user', true],
    ['550 5.2.1 Mailbox disabled', true],
    ['550 No such user', false],
    ['550 Sender verify failed', false],
    ['550 Message rejected as spam', false],
    ['553 Sender address rejected', false],
    ['550 5.1.8 Sender domain not found', false],
    ['550-5.1.10 Recipient not found\n550 5.1.10 by SMTP address lookup', true],
    ['550 5.7.1 Message refused as spam', false],
    ['552 5.2.2 Mailbox full', false],
    ['554 Refused', false],
    ['451 4.3.0 Try again later', false],
    ['expired', false],
  ])('[L10] knows whether “%s” means that there is no such address', (answer, refused) => {
    expect(isAddressRefused(answer)).toBe(refused);
  });
});
