import type { Permission } from '../api/tenancy';

/** The permissions that roles can hold, by what they are about. */
export const permissionAreas = {
  users: [
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
    'user.mirror',
    'user.export',
  ],
  organization: [
    'organization.manage',
    'line.assign',
    'role.manage',
    'service_center.manage',
    'dialogue.manage',
  ],
} as const satisfies Record<string, readonly Permission[]>;
export const areas = ['users', 'organization'] as const;
export type RolePermission = (typeof permissionAreas)[(typeof areas)[number]][number];

export const isRolePermission = (permission: Permission): permission is RolePermission =>
  areas.some((area) => permissionAreas[area].some((one) => one === permission));
