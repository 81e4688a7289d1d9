import { randomUUID } from 'node:crypto';
import type { PasswordRefusal } from '@tenantry/contracts';
import { normaliseEmail, type UserState } from '@tenantry/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { plainPasswordMail, requestMail } from '../mails/request-mail';
import { mayMailStranger } from '../mails/stranger-mail';
import { findKeyUsers } from '../organizations/key-users';
import { findStanding } from '../organizations/standing';
import type { Transact } from '../transact';
import { storeCodes } from './codes';
import { type Addressee, newPasswordLink } from './password-link';
import type { PasswordSettings } from './password-settings';

/** `identifier` is an e-mail address or a user name, as it was typed. */
export type ForgotPassword = { identifier: string };

type Deps = {
  database: DataSource;
  transact: Transact;
  clock: () => Date;
  passwordSettings: PasswordSettings;
};
type Holder = Addressee &
  Pick<
    UserState,
    'emailNormalised' | 'organizationId' | 'status' | 'origin' | 'blockedAt' | 'inactiveCause' | 'inactiveAt'
  >;

const actor = 'service/identity';
const dayMs = 24 * 3_600_000;

/**
 * Mails a link with which a user who has forgotten the password chooses a new one (C8). The answer and its time are the same
 * for everybody (ASVS 6.3.8): who could not sign in anyway is told by mail why and whom to ask, and where nobody holds the name
 * the same is done for nobody.
 */
export const forgotPassword =
  ({ database, transact, clock, passwordSettings }: Deps) =>
  async ({ identifier }: ForgotPassword): Promise<void> => {
    const at = clock();
    const name = normaliseEmail(identifier);
    const holder = await findHolder(database, name);
    const to = holder ?? nobody();
    const { code, mail } = await newPasswordLink(passwordSettings, 'forgotten', to, {}, at);

    await transact(async (tx) => {
      if (!(await mayMailStranger(tx, to.emailNormalised || name, at))) return;
      // Before the code, as everywhere: whoever spends one holds the user first.
      await tx.query('select from users where id = $1 for key share', [to.id]);
      const refusal = await refusalOf(tx, to);
      await tx.query('savepoint wish');
      await storeCodes(tx, [holder ? code : { ...code, owner: { signUpId: randomUUID() } }]);
      await requestMail(tx, mail, actor);
      await tx.query(holder && !refusal ? 'release savepoint wish' : 'rollback to savepoint wish');
      if (!holder || !refusal) return;
      const refused = { template: 'password_refused', to: holder, values: refusal } as const;
      await requestMail(tx, plainPasswordMail(refused, new Date(at.getTime() + dayMs)), actor);
    });
  };

async function findHolder(database: DataSource, name: string): Promise<Holder | undefined> {
  const [holder] = await database.query<Holder[]>(
    `select id, email, email_normalised as "emailNormalised", user_name as "userName", language, status, origin,
       organization_id as "organizationId", blocked_at as "blockedAt", inactive_cause as "inactiveCause",
       inactive_at as "inactiveAt"
     from users where (email_normalised = $1 or user_name_normalised = $1) and status <> 'removed'`,
    [name],
  );
  return holder;
}

/** Somebody for whom everything is done and nothing is kept. */
const nobody = (): Holder => ({
  id: randomUUID(),
  email: 'nobody@tenantry.invalid',
  emailNormalised: '',
  userName: 'nobody',
  language: 'en',
  organizationId: randomUUID(),
  status: 'active',
  origin: 'invitation',
  blockedAt: null,
  inactiveCause: null,
  inactiveAt: null,
});

/** Why a new password would not help, as the mail says it; `null` where it would. */
async function refusalOf(tx: EntityManager, user: Holder): Promise<Record<string, string> | null> {
  const { organizationId } = user;
  const standing = await findStanding(tx, organizationId);
  const contacts = await findKeyUsers(tx, { organizationId, asking: user.id });
  const [why, since] = ownRefusal(user);
  const refusal = (reason: PasswordRefusal, at: Date | null): Record<string, string> => ({
    why: reason,
    ...(at && { since: at.toISOString() }),
    ...(contacts.length > 0 && {
      contacts: contacts.map(({ name, email }) => `${name} (${email})`).join(', '),
    }),
  });
  if (why) return refusal(why, since);
  if (!standing || standing.status === 'active') return null;
  return refusal(`organization_${standing.status}`, standing.since);
}

function ownRefusal(user: Holder): [PasswordRefusal | null, Date | null] {
  switch (user.status) {
    case 'active':
    case 'removed':
      return [null, null];
    case 'pending':
      return [user.origin === 'created' ? 'created' : 'invited', null];
    case 'blocked':
      return ['blocked', user.blockedAt];
    case 'inactive':
      return [user.inactiveCause ? `inactive_${user.inactiveCause}` : 'inactive', user.inactiveAt];
  }
}
