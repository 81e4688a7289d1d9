import { randomUUID } from 'node:crypto';
import { type Decision, operationsSchema } from '@tenantry/contracts';
import request from 'supertest';
import { notifierApi } from './support/api';
import { aNotifier } from './support/notifier';
import { aPlainMail, enqueueAll } from './support/things';

const refused: Decision = { allowed: false, rule: 'not_operator', mend: 'ask_operator', visible: true };

it('[B6] what the notifier has to do is told over HTTP, with its queue and its mails', async () => {
  const operator = randomUUID();
  const notifier = await aNotifier({ sending: false });
  const api = await notifierApi(notifier, (actorId) => (actorId === operator ? { allowed: true } : refused));
  const session = { organizationId: randomUUID(), epoch: 0, idleSeconds: 60 };
  const { secret } = await api.sessions.create({ userId: operator, ...session });
  await enqueueAll(notifier, aPlainMail(), aPlainMail(), aPlainMail());
  await notifier.query(
    `update mails set state = 'unknown' where mail_id = (select mail_id from mails limit 1)`,
  );
  await notifier.query(`update mails set created_at = now() - interval '2 minutes'`);
  const answer = await request(api.app).get('/v1/operations').set('cookie', `__Host-tenantry=${secret}`);
  const told = operationsSchema.parse(answer.body);
  expect(told).toMatchObject({
    service: 'notifier',
    queue: { messages: 3, replicas: 2 },
    mails: { ready: 2, sending: 0, unknown: 1 },
    jobs: null,
  });
  expect(Date.parse(told.at) - Date.parse(told.mails?.oldestReadyAt ?? '')).toBeGreaterThanOrEqual(119_000);
  await api.close();
  await notifier.close();
});
