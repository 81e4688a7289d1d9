import { mailMirrored } from '@tenantry/contracts';
import { randomUUID } from 'node:crypto';
import { askToMirror, current, mirrored } from './support/mirroring';
import { browser, colleague, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { place, setPolicies } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

describe('who is mirrored is told by mail', () => {
  const mailsOf = ({ userId }: Person) =>
    identity.database.query<{ data: Record<string, string>; actor: string }[]>(
      `select command -> 'data' as data, command ->> 'actor' as actor from outbox
       where command ->> 'type' = $1 and command -> 'data' ->> 'userId' = $2`,
      [mailMirrored.type, userId],
    );

  it('[A11] [B4] where a policy of the organization or of one above says so, by whom, until when and why', async () => {
    const resellerId = randomUUID();
    await place(identity, [resellerId], 'reseller');
    const below = await openAccount(identity);
    await place(identity, [resellerId, below.organizationId]);
    const begin = async () => {
      const { started, ...acting } = await mirrored(identity, master, below);
      await acting.delete('/v1/mirroring').expect(200);
      return started.body as { mirroring: { startedAt: string; until: string } };
    };
    await begin();
    expect(await mailsOf(below)).toEqual([]);

    await setPolicies(identity, resellerId, { tellMirrored: true });
    const { mirroring } = await begin();
    const data = {
      userId: below.userId,
      to: below.email,
      language: 'es',
      byName: 'Ana Ruiz',
      startedAt: mirroring.startedAt,
      until: mirroring.until,
      reason: 'Ticket 4711',
    };
    expect(await mailsOf(below)).toEqual([{ data, actor: `user/${master.userId}` }]);

    await setPolicies(identity, below.organizationId, { tellMirrored: false });
    await begin();
    expect(await mailsOf(below)).toHaveLength(1);
  });

  it('[A11] where the installation says so and no organization otherwise', async () => {
    const telling = await startIdentity({ env: { TELL_MIRRORED: 'true' } });
    try {
      const above = await openAccount(telling);
      const user = await colleague(telling, above);
      await askToMirror(telling, above, user.userId).expect(201);
      const [mail] = await telling.database.query<{ to: string }[]>(
        `select command -> 'data' ->> 'to' as to from outbox where command ->> 'type' = $1`,
        [mailMirrored.type],
      );
      expect(mail).toEqual({ to: user.email });
    } finally {
      await telling.close();
    }
  });

  it('[A11] and not where nothing has begun', async () => {
    await setPolicies(identity, master.organizationId, { tellMirrored: true });
    const user = await colleague(identity, master);
    await askToMirror(identity, master, user.userId, { password: 'a wrong password' }).expect(403);
    expect(await mailsOf(user)).toEqual([]);
    await current(browser(identity, master.cookie)).expect(200);
  });
});
