/** The name to show: first and last name, else the user name of an account that nobody has taken over yet. */
export function displayName(user: {
  firstName: string | null;
  lastName: string | null;
  userName: string;
}): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ') || user.userName;
}
