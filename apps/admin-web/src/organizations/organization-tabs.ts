import {
  IconAddressBook,
  IconAdjustments,
  IconHistory,
  IconId,
  IconPhone,
  IconSitemap,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { OrganizationDetails } from '../api/organizations';
import type { Permission } from '../api/tenancy';
import { OverviewTab } from './OverviewTab';
import { mayOpenOrganizations } from './may-open';
import type { OrganizationTab } from './search';

type Tab = {
  icon: Icon;
  Content: ComponentType<{ organization: OrganizationDetails }>;
  /** Who sees the tab; everybody who sees the organization where it is not said. */
  shown?: (may: (permission: Permission) => boolean) => boolean;
};

/** The tabs of an organization's page; their order and their names in the address stand in `search.ts`. */
export const tabs: Record<OrganizationTab, Tab> = {
  overview: { icon: IconId, Content: OverviewTab },
  below: {
    icon: IconSitemap,
    Content: lazy(() => import('./BelowTab').then((module) => ({ default: module.BelowTab }))),
    shown: mayOpenOrganizations,
  },
  lines: {
    icon: IconPhone,
    Content: lazy(() => import('./LinesTab').then((module) => ({ default: module.LinesTab }))),
    shown: mayOpenOrganizations,
  },
  policies: {
    icon: IconAdjustments,
    Content: lazy(() => import('./PoliciesTab').then((module) => ({ default: module.PoliciesTab }))),
  },
  keyUsers: {
    icon: IconAddressBook,
    Content: lazy(() => import('./KeyUsersTab').then((module) => ({ default: module.KeyUsersTab }))),
  },
  history: {
    icon: IconHistory,
    Content: lazy(() => import('./HistoryTab').then((module) => ({ default: module.HistoryTab }))),
    shown: mayOpenOrganizations,
  },
};
