import type { UserState } from '@tenantry/domain';

/** How a user is named to others: first and last name, or the user name where there are none yet. */
export const displayName = ({
  firstName,
  lastName,
  userName,
}: Pick<UserState, 'firstName' | 'lastName' | 'userName'>): string =>
  [firstName, lastName].filter((part) => part !== null).join(' ') || userName;
