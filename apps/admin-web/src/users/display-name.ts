/** A user as lists and pages name them. */
export type NamedUser = {
  userId: string;
  firstName: string | null;
  lastName: string | null;
  userName: string;
};

/** The name to show: first and last name, else the user name of an account that nobody has taken over yet. */
export function displayName(user: Omit<NamedUser, 'userId'>): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ') || user.userName;
}
