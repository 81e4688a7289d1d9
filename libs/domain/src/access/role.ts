import type { AccountType } from './account-type';
import type { Permission } from './permission';

/** A named bundle of permissions (A2). `id` is a key for those that are built in, else a UUID. */
export type Role = {
  readonly id: string;
  /** The lowest account type that may hold it. */
  readonly lowestAccountType: AccountType;
  readonly permissions: readonly Permission[];
};

/** What lets somebody manage other users: never in a role that a standard account may hold (A3). */
export const userManagement: readonly Permission[] = [
  'user.view',
  'user.invite',
  'user.create',
  'user.edit',
  'user.block',
  'user.unblock',
  'user.deactivate',
  'user.activate',
  'user.remove',
  'user.reset_password',
  'user.sessions',
  'user.access',
  'user.export',
];

/** What opens something for administrators is not for standard accounts (A3). */
export const isConsistent = ({ lowestAccountType, permissions }: Omit<Role, 'id'>): boolean =>
  permissions.length === 0 || lowestAccountType !== 'standard';

/** Roles that every organization has; the console holds their names and help texts. */
export const builtInRoles = [
  {
    id: 'company_administrator',
    lowestAccountType: 'privileged',
    permissions: [
      ...userManagement,
      'user.mirror',
      'organization.manage',
      'line.assign',
      'role.manage',
      'service_center.manage',
      'dialogue.manage',
    ],
  },
  // The right to manage users, for somebody who is not the master (A5).
  { id: 'user_administrator', lowestAccountType: 'privileged', permissions: userManagement },
  { id: 'auditor', lowestAccountType: 'privileged', permissions: ['user.view', 'user.export'] },
  // Dialogues are dealt to those who hold it (A13); it opens nothing else.
  { id: 'chat_operator', lowestAccountType: 'standard', permissions: [] },
] as const satisfies readonly Role[];

/** The roles that a newcomer is given where nobody has chosen any: an administrator administers. */
export const defaultRoles = (accountType: AccountType): readonly string[] =>
  accountType === 'privileged' ? ['company_administrator'] : [];
