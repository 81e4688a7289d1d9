import {
  mailMirrored,
  organizationCreated,
  organizationKeyUsersChanged,
  userActivated,
  userBlocked,
  userUnblocked,
} from '@tenantry/contracts';
import { mails, testVhost } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import { type Identity, identityOn } from './support/bus';
import { aNotifier, type Notifier } from './support/notifier';
import { aSecretMail, aUser, created, inDays, settled, soon } from './support/things';

const arrived = (address: string, count = 1) => mails().waitFor(address, count, 20_000);

jest.setTimeout(90_000);

describe('whom to ask', () => {
  let identity: Identity;
  let notifier: Notifier;
  beforeAll(async () => {
    const brokerUrl = await testVhost();
    identity = await identityOn(brokerUrl);
    notifier = await aNotifier({ brokerUrl });
    await soon(() => expect(notifier.consumer?.state()).toMatchObject({ connected: true, unbound: [] }));
  });
  afterAll(async () => {
    await notifier.close();
    await identity.close();
  });

  const block = (userId: string) => identity.event(userBlocked, { userId }, { reason: 'Repeated abuse' });
  const organization = async (path: string[], userIds: string[]) => {
    const organizationId = path.at(-1) ?? '';
    const place = { organizationId, parentId: path.at(-2) ?? null, path };
    await identity.tenancySays(organizationCreated, { ...place, kind: 'company', name: 'Acme' });
    await identity.tenancySays(organizationKeyUsersChanged, { organizationId, userIds });
    await soon(async () =>
      expect(
        await notifier.query('select from organizations where id = $1 and key_user_ids = $2', [
          organizationId,
          userIds,
        ]),
      ).toHaveLength(1),
    );
  };
  const person = async (organizationId: string, firstName: string) => {
    const user = aUser({ organizationId, firstName, lastName: 'Park' });
    const names = { firstName, lastName: 'Park' };
    const activated = { userId: user.userId, cause: 'invitation_accepted' as const };
    const messages = [created(identity, user), identity.event(userActivated, activated, names)];
    for (const message of messages) await identity.publish(message);
    await settled(notifier, messages);
    return user;
  };

  it('[C13] is named in the mails about a block, its end and acting as somebody: the active key users of the nearest organization', async () => {
    const [root, company] = [randomUUID(), randomUUID()];
    const above = await person(root, 'Ana');
    const [first, second, user] = [
      await person(company, 'Ben'),
      await person(company, 'Cleo'),
      await person(company, 'Dana'),
    ];
    await organization([root], [above.userId]);
    await organization([root, company], [second.userId, first.userId, user.userId]);
    await identity.publish(block(user.userId));
    const [blocked] = await arrived(user.email);
    expect(blocked?.text).toContain(
      `Questions? These people help:\n- Cleo Park, ${second.email}\n- Ben Park, ${first.email}\n\n`,
    );
    expect(blocked?.html).toContain(`href="mailto:${second.email}"`);
    for (const other of [above.email, user.email]) expect(blocked?.text).not.toContain(other);

    // Who is blocked helps nobody; then those of the organization above are named.
    const gone = [block(first.userId), block(second.userId)];
    for (const message of gone) await identity.publish(message);
    await settled(notifier, gone);
    await identity.publish(identity.event(userUnblocked, { userId: user.userId }, { comment: null }));
    const [, unblocked] = await arrived(user.email, 2);
    expect(unblocked?.text).toContain(`- Ana Park, ${above.email}`);
    expect(unblocked?.text).not.toContain(second.email);

    const told = { userId: user.userId, to: user.email, language: 'en' as const, byName: 'Grace Hopper' };
    const times = { startedAt: '2030-01-01T09:30:00Z', until: '2030-01-01T10:00:00Z' };
    const mirrored = identity.commandOf(mailMirrored, { ...told, ...times, reason: 'Ticket' }, inDays(1));
    await identity.publish(mirrored);
    expect((await arrived(user.email, 3))[2]?.text).toContain(`- Ana Park, ${above.email}`);
  });

  it('[C13] is named in an invitation, also before anything else is known of who is invited', async () => {
    const root = randomUUID();
    const contact = await person(root, 'Ana');
    await organization([root], [contact.userId]);
    const { mail, link } = await aSecretMail();
    const { mailId = '', to, language, values, sealed } = mail;
    const asked = { mailId, template: 'invitation' as const, userId: randomUUID(), organizationId: root };
    await identity.publish(identity.command({ ...asked, to, language, values, sealed }, inDays(7)));
    const [invitation] = await arrived(to);
    expect(invitation?.text).toContain(link);
    expect(invitation?.text).toContain(`- Ana Park, ${contact.email}`);
  });

  it('[C13] is nobody where no organization names anybody', async () => {
    const organizationId = randomUUID();
    const user = await person(organizationId, 'Ben');
    await organization([organizationId], []);
    await identity.publish(block(user.userId));
    expect((await arrived(user.email))[0]?.text).not.toContain('These people help');
  });
});
