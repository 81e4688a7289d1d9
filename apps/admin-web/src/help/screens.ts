import type { Permission } from '../api/tenancy';
import { mayOpenOrganizations } from '../organizations/may-open';

type May = (permission: Permission) => boolean;
const seesUsers = (may: May) => may('user.view');
const everybody = () => true;

/** Where things are done: the route, what is said in its address, and whether the person may open it. */
export const screens = {
  users: { to: '/users', search: {}, label: 'users.title', open: seesUsers },
  active: { to: '/users', search: { status: ['active'] }, label: 'users.title', open: seesUsers },
  inactive: { to: '/users', search: { status: ['inactive'] }, label: 'users.view.inactive', open: seesUsers },
  blocked: { to: '/users', search: { status: ['blocked'] }, label: 'users.view.blocked', open: seesUsers },
  pending: { to: '/users', search: { status: ['pending'] }, label: 'users.view.pending', open: seesUsers },
  account: { to: '/account', search: {}, label: 'account.own', open: everybody },
  visibility: { to: '/visibility', search: {}, label: 'why.title', open: seesUsers },
  organizations: {
    to: '/organizations',
    search: {},
    label: 'organizations.title',
    open: mayOpenOrganizations,
  },
  // Tabs of the person's own organization, which everybody may open; who sees which stands in organization-tabs.
  keyUsers: ownTab('keyUsers', everybody),
  policies: ownTab('policies', everybody),
  roles: ownTab('roles', seesUsers),
  subAccounts: ownTab('subAccounts', seesUsers),
  dialogues: ownTab('dialogues', (may) => may('dialogue.manage')),
  lines: ownTab('lines', mayOpenOrganizations),
} as const;

export type ScreenName = keyof typeof screens;

function ownTab<Tab extends string>(tab: Tab, open: (may: May) => boolean) {
  return {
    to: '/organizations/$organizationId',
    search: { tab },
    label: `organization.tab.${tab}`,
    open,
  } as const;
}
