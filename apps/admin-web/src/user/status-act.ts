import type { UserProfile } from '../api/identity';

export type StatusChange = 'deactivate' | 'activate';

/** Which of the two fits (L5): an active user is deactivated, one who is deactivated activated; `null` where neither does. */
export const statusChangeOf = ({ status }: Pick<UserProfile, 'status'>): StatusChange | null =>
  status === 'inactive' ? 'activate' : status === 'active' ? 'deactivate' : null;
