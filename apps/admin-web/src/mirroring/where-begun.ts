import type { CurrentSession } from '../api/identity';

const storageKey = 'tenantry.mirroring';
type Mirrored = Pick<CurrentSession, 'userId' | 'mirroring'>;

/** Remembers for this tab where somebody was when they began to act as another user. */
export function rememberWhereBegun({ mirroring }: Mirrored, address: string): void {
  if (mirroring) sessionStorage.setItem(storageKey, `${mirroring.startedAt} ${address}`);
}

/** Where stopping leads: to where it began in this tab, else to the mirrored user's page. */
export function whereBegun({ userId, mirroring }: Mirrored): string {
  const [startedAt, address] = sessionStorage.getItem(storageKey)?.split(' ') ?? [];
  return mirroring && startedAt === mirroring.startedAt && address ? address : `/users/${userId}`;
}
