import type { UserProfile } from '../src/users/get-user';
import { created } from './support/created';
import {
  browser,
  codeOf,
  colleague,
  eventsOf,
  goodPassword,
  invite,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';
import { setPolicies, setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const ask = (userId: string, what: 'resend' | 'revoke') =>
  browser(identity, master.cookie).post(`/v1/users/${userId}/invitation/${what}`);
const profileOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).body as UserProfile;
const accept = (code: string) =>
  browser(identity).post('/v1/invitations/accept', {
    code,
    password: goodPassword,
    firstName: 'Ben',
    lastName: 'Okoye',
  });
const runOut = (userId: string) =>
  identity.database.query(
    `with late as (update users set invitation_expires_at = now() - interval '1 second', invitation_expired_at = now()
       where id = $1)
     update code set expires_at = now() - interval '1 second' where user_id = $1`,
    [userId],
  );

describe('sending an invitation again', () => {
  it('[L10] makes a new link with a new time and kills the old one; the new one is accepted', async () => {
    const { userId, email, code: old } = await invite(identity, master);
    const { body } = await ask(userId, 'resend').expect(200);
    const { expiresAt, version } = body as { expiresAt: string; version: number };
    expect(version).toBe(2);
    expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
      version: 2,
      type: 'identity.invitation.resent.v1',
      actor: `user/${master.userId}`,
      data: { userId, invitationExpiresAt: expiresAt },
    });
    const mails = await identity.mailsTo(email);
    expect(mails.map(({ template }) => template)).toEqual(['invitation', 'invitation']);
    expect(mails[1]?.values).toEqual(mails[0]?.values);
    expect((await accept(old).expect(404)).body).toMatchObject({ code: 'code.unknown' });
    await accept(codeOf(mails[1]?.link)).expect(201);
  });

  it('[L10] opens one that has run out again, for as long as the organization says', async () => {
    const { userId, email } = await invite(identity, master);
    await runOut(userId);
    expect((await profileOf(userId)).invitation?.state).toBe('expired');
    await setPolicies(identity, master.organizationId, { invitationValidDays: 2 });
    const { body } = await ask(userId, 'resend').expect(200);
    await setPolicies(identity, master.organizationId, {});
    const days = (Date.parse((body as { expiresAt: string }).expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(1.9);
    expect(days).toBeLessThanOrEqual(2);
    expect((await profileOf(userId)).invitation?.state).toBe('open');
    await accept(codeOf((await identity.mailsTo(email)).at(-1)?.link)).expect(201);
  });

  it('[L10] of two at once both are sent, and the last link alone is good', async () => {
    const { userId, email } = await invite(identity, master);
    await Promise.all([ask(userId, 'resend').expect(200), ask(userId, 'resend').expect(200)]);
    expect((await eventsOf(identity, `user/${userId}`)).map(({ version }) => version)).toEqual([1, 2, 3]);
    const links = (await identity.mailsTo(email)).map(({ link }) => codeOf(link));
    const statuses = [];
    for (const code of links) statuses.push((await accept(code)).status);
    expect(statuses.toSorted()).toEqual([201, 404, 404]);
  });

  it('[L10] is refused where it was accepted, where there was none, and in a suspended organization', async () => {
    const present = await colleague(identity, master);
    expect((await ask(present.userId, 'resend').expect(409)).body).toMatchObject({
      code: 'user.wrong_status',
      userStatus: 'active',
    });
    const made = await created(identity, master, 'welcome_link');
    expect((await ask(made.userId, 'resend').expect(409)).body).toMatchObject({ code: 'user.not_invited' });
    const pending = await invite(identity, master);
    await setStatus(identity, master.organizationId, 'suspended');
    // Sessions of the organization have ended with it; an administrator from above asks.
    const above = await openAccount(identity);
    const { body } = await browser(identity, above.cookie)
      .post(`/v1/users/${pending.userId}/invitation/resend`)
      .expect(409);
    expect(body).toMatchObject({ code: 'organization.suspended' });
    await setStatus(identity, master.organizationId, 'active');
  });
});

describe('taking an invitation back', () => {
  it('[L10] removes the pending user, kills the link, mails nobody and frees the address', async () => {
    const { userId, email, code } = await invite(identity, master);
    expect((await ask(userId, 'revoke').expect(200)).body).toEqual({
      subject: `user/${userId}`,
      version: 2,
    });
    expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
      type: 'identity.user.removed.v1',
      data: { from: 'pending' },
    });
    expect(await profileOf(userId)).toMatchObject({ status: 'removed', invitation: null });
    await accept(code).expect(404);
    expect(await identity.mailsTo(email)).toHaveLength(1);
    const again = await invite(identity, master, email);
    expect(again.userId).not.toBe(userId);
    await accept(again.code).expect(201);
  });

  it('[L10] is refused for whoever is not pending by an invitation, and for whom one does not see', async () => {
    const present = await colleague(identity, master);
    expect((await ask(present.userId, 'revoke').expect(409)).body).toMatchObject({
      code: 'user.wrong_status',
    });
    const made = await created(identity, master, 'welcome_link');
    expect((await ask(made.userId, 'revoke').expect(409)).body).toMatchObject({ code: 'user.not_invited' });
    const pending = await invite(identity, master);
    identity.tenancy.decide(() => unseen);
    for (const what of ['resend', 'revoke'] as const)
      expect((await ask(pending.userId, what).expect(404)).body).toMatchObject({ code: 'user.not_found' });
    expect(await eventsOf(identity, `user/${pending.userId}`)).toHaveLength(1);
  });
});
