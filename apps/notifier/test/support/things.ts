import { randomUUID } from 'node:crypto';
import { userCreated } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import type { NewMail } from '../../src/mails/mail';
import type { Recipient } from '../../src/recipients/recipients.repository';
import type { Identity } from './bus';
import type { Notifier } from './notifier';
import { seal } from './notifier';

/** Waits for it; the first mail of a process takes seconds, because it loads what mails are made with. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { within: 20_000 });

export const days = (count: number) => count * 24 * 60 * 60 * 1000;
export const inDays = (count: number) => new Date(Date.now() + days(count));
export const aUser = (more: Partial<Recipient> = {}): Recipient => {
  const userId = randomUUID();
  return {
    userId,
    organizationId: randomUUID(),
    email: `${userId}@people.example`,
    firstName: 'Ada',
    lastName: 'Lovelace',
    language: 'en',
    ...more,
  };
};

/** Waits until everything that was published has been applied. */
export const settled = (notifier: Notifier, messages: readonly { id: string }[]) =>
  soon(async () => {
    const done = await notifier.query('select from inbox where event_id = any($1) and done_at is not null', [
      messages.map(({ id }) => id),
    ]);
    expect(done).toHaveLength(messages.length);
  });

/** The event that such a user exists. */
export const created = (
  identity: Identity,
  { userId, organizationId, email, firstName, lastName, language }: Recipient,
  attributes = {},
) =>
  identity.event(
    userCreated,
    {
      userId,
      organizationId,
      origin: 'invitation',
      accountType: 'standard',
      language,
      invitationExpiresAt: null,
    },
    { userName: email, email, firstName, lastName },
    attributes,
  );

/** A mail with a link, and the link. */
export async function aSecretMail(o: Partial<NewMail> = {}): Promise<{ mail: NewMail; link: string }> {
  const mailId = randomUUID();
  const to = o.to ?? `${mailId}@people.example`;
  const expiresAt = o.expiresAt ?? inDays(7);
  const link = `https://console.example/invitation#code=${randomUUID()}${randomUUID()}`;
  const sealed = await seal({ link }, { mailId, to, expiresAt });
  return {
    link,
    mail: {
      mailId,
      causeId: randomUUID(),
      template: 'invitation',
      userId: null,
      to,
      language: 'en',
      values: { organizationName: 'Acme', inviterName: 'Grace Hopper' },
      sealed,
      expiresAt,
      traceparent: null,
      ...o,
    },
  };
}

/** A mail without a link. */
export const aPlainMail = (o: Partial<NewMail> = {}): NewMail => ({
  causeId: randomUUID(),
  template: 'blocked',
  userId: null,
  to: `${randomUUID()}@people.example`,
  language: 'en',
  values: { reason: 'Repeated abuse' },
  sealed: null,
  expiresAt: null,
  traceparent: null,
  ...o,
});

/** Writes mails down in one transaction, as a handler does. */
export const enqueueAll = (notifier: Notifier, ...mails: NewMail[]) =>
  notifier.database.dataSource.transaction(async (tx) => {
    for (const mail of mails) await notifier.enqueue(tx, mail);
  });
