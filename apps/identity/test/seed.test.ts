import { randomUUID } from 'node:crypto';
import { argon2Passwords } from '../src/credentials/passwords';
import { planPeople, type SeededOrganization } from '../src/seed/plan-people';
import { signInsOf } from '../src/seed/sign-ins';
import { storePeople } from '../src/seed/store-people';
import { browser } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
beforeAll(async () => (identity = await startIdentity()));
afterAll(() => identity.close());

const organization = (
  name: string,
  kind: SeededOrganization['kind'],
  parentId: string | null,
): SeededOrganization => ({
  organizationId: randomUUID(),
  name,
  kind,
  parentId,
});
const operator = organization('Velaria Networks', 'operator', null);
const reseller = organization('Brückner & Söhne GmbH', 'reseller', operator.organizationId);
const company = organization('ООО «Северный Ветер»', 'company', reseller.organizationId);
const customers = ['Кафе «Ёлочка»', 'Viñedos del Águila'].map((name) =>
  organization(name, 'customer', company.organizationId),
);
const organizations = [operator, reseller, company, ...customers];
const password = 'tenantry demonstration';

describe('the demonstration', () => {
  it('is the same at each call but for its ids', () => {
    const now = new Date();
    const told = () => planPeople(organizations, 1800, now).map(({ user }) => ({ ...user.snapshot, id: '' }));
    expect(told()).toEqual(told());
    expect(told().map(({ email }) => email)).toContainEqual(
      expect.stringMatching(/@severnyy-veter\.example$/),
    );
  });

  it('has people in every status, and sign-ins that work', async () => {
    const people = planPeople(organizations, 1800, new Date());
    const passwordHash = await argon2Passwords().hash(password);
    await identity.transact((tx) => storePeople(tx, people, passwordHash));

    const statuses = await identity.database.query<{ status: string }[]>(
      'select distinct status from users order by 1',
    );
    expect(statuses.map(({ status }) => status)).toEqual([
      'active',
      'blocked',
      'inactive',
      'pending',
      'removed',
    ]);
    const causes = await identity.database.query<object[]>(
      `select inactive_cause as cause, bool_and(inactive_at < now() - interval '7 days') as "notNews" from users
       where status = 'inactive' group by 1 order by 1`,
    );
    expect(causes).toEqual([
      { cause: 'inactivity', notNews: true },
      { cause: 'manual', notNews: true },
    ]);
    const [quiet] = await identity.database.query<object[]>(
      `select count(*)::int as count from users
       where status = 'active' and greatest(last_sign_in_at, created_at, reactivated_at) < now() - interval '75 days'`,
    );
    // The first night of a demonstration warns nobody.
    expect(quiet).toEqual({ count: 0 });
    const [invitations] = await identity.database.query<object[]>(
      `select bool_or(invitation_expires_at > now()) as open, bool_or(invitation_expired_at is not null) as expired
       from users where status = 'pending'`,
    );
    expect(invitations).toEqual({ open: true, expired: true });
    const [log] = await identity.database.query<object[]>(
      `select max(occurred_at) < now() - interval '7 days' as "notNews", min(occurred_at) > now() - interval '401 days' as young,
         (select count(*) from outbox) = count(*) as "allToBeSent",
         bool_and(version <= (select count(*) from event_log other where other.subject = log.subject)) as "withoutGaps"
       from event_log log`,
    );
    expect(log).toEqual({ notNews: true, young: true, allToBeSent: true, withoutGaps: true });

    const signIns = signInsOf(people, password);
    expect(signIns.map(({ label }) => label.split(',')[0])).toEqual([
      'master of the operator',
      'master of a reseller',
      'delegated administrator of a company',
      'user of a customer',
    ]);
    for (const { identifier } of signIns) {
      await browser(identity).post('/v1/sessions', { identifier, password }).expect(201);
    }
    await expect(identity.transact((tx) => storePeople(tx, people, passwordHash))).rejects.toThrow(
      'holds users already',
    );
  });
});
