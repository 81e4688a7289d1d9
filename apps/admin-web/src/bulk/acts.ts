import type { BulkAct } from '../api/bulk';
import type { DirectoryUser, Permission } from '../api/tenancy';

export type ActOnMany = {
  act: BulkAct;
  permission: Permission;
  /** Of whom it can be done to. */
  statuses: readonly DirectoryUser['status'][];
  /** It takes something away from people. */
  danger?: true;
  comment: 'required' | 'optional' | 'none';
  /** It is about a role, which is chosen. */
  role?: 'given' | 'taken';
};

const everyStatus = ['pending', 'active', 'blocked', 'inactive'] as const;

/** What can be done to many at once. */
export const actsOnMany: readonly ActOnMany[] = [
  { act: 'block', permission: 'user.block', statuses: ['active'], danger: true, comment: 'required' },
  { act: 'unblock', permission: 'user.unblock', statuses: ['blocked'], comment: 'optional' },
  {
    act: 'deactivate',
    permission: 'user.deactivate',
    statuses: ['active'],
    danger: true,
    comment: 'optional',
  },
  { act: 'activate', permission: 'user.activate', statuses: ['inactive'], comment: 'optional' },
  {
    act: 'reset_password',
    permission: 'user.reset_password',
    statuses: ['active', 'pending'],
    comment: 'none',
  },
  { act: 'resend_invitation', permission: 'user.invite', statuses: ['pending'], comment: 'none' },
  { act: 'sign_out', permission: 'user.sessions', statuses: ['active'], comment: 'optional' },
  { act: 'add_role', permission: 'user.access', statuses: everyStatus, comment: 'none', role: 'given' },
  { act: 'remove_role', permission: 'user.access', statuses: everyStatus, comment: 'none', role: 'taken' },
  {
    act: 'remove',
    permission: 'user.remove',
    statuses: everyStatus,
    danger: true,
    comment: 'optional',
  },
];
