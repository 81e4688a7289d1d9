import {
  accountOpened,
  type AccountType,
  type OrganizationKind,
  userActivated,
  userCreated,
} from '@tenantry/contracts';
import { randomUUID } from 'node:crypto';
import type { TestBus } from './bus';

export type Account = { userId: string; organizationId: string; userName: string; email: string };

/** The events of a new account: opened, its user created, and active. */
export async function openAccount(
  bus: TestBus,
  organizationName: string,
  organizationKind: OrganizationKind = 'company',
): Promise<Account> {
  const userId = randomUUID();
  const organizationId = randomUUID();
  const subject = `user/${userId}`;
  await bus.say(accountOpened, subject, { userId, organizationId, organizationName, organizationKind });
  const origin = organizationKind === 'operator' ? 'bootstrap' : 'sign_up';
  const account = await createUser(bus, organizationId, 'master', { userId, origin });
  await activate(bus, userId, 'Ada', organizationName);
  return account;
}

type Origin = 'bootstrap' | 'invitation' | 'sign_up';

/** A pending user; the creator granted `accountType`. */
export async function createUser(
  bus: TestBus,
  organizationId: string,
  accountType: AccountType,
  { userId = randomUUID(), origin = 'invitation' }: { userId?: string; origin?: Origin } = {},
): Promise<Account> {
  const userName = `u-${userId.slice(0, 8)}`;
  const email = `${userName}@example.com`;
  const invitationExpiresAt = origin === 'invitation' ? '2030-01-01T00:00:00.000Z' : null;
  await bus.say(
    userCreated,
    `user/${userId}`,
    { userId, organizationId, origin, accountType, language: 'en', invitationExpiresAt },
    { userName, email, firstName: null, lastName: null },
  );
  return { userId, organizationId, userName, email };
}

export const activate = (
  bus: TestBus,
  userId: string,
  firstName: string,
  lastName: string,
): Promise<number> =>
  bus.say(userActivated, `user/${userId}`, { userId, cause: 'invitation_accepted' }, { firstName, lastName });
