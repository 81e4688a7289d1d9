import type { Permission } from '../api/tenancy';

/** What lets somebody look below their own organization. */
const administration: readonly Permission[] = [
  'user.view',
  'organization.manage',
  'line.assign',
  'installation.operate',
];

/** Whether the person administers organizations at all. */
export const mayOpenOrganizations = (may: (permission: Permission) => boolean): boolean =>
  administration.some(may);
