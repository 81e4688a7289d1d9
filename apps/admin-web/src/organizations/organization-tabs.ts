import {
  IconAddressBook,
  IconAdjustments,
  IconBuildingWarehouse,
  IconFolders,
  IconHistory,
  IconId,
  IconMessages,
  IconPhone,
  IconShieldCheck,
  IconSitemap,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { OrganizationDetails } from '../api/organizations';
import type { Permission } from '../api/tenancy';
import { withActTexts } from '../i18n/i18n';
import { OverviewTab } from './OverviewTab';
import { mayOpenOrganizations } from './may-open';
import type { OrganizationTab } from './search';

type Tab = {
  icon: Icon;
  Content: ComponentType<{ organization: OrganizationDetails }>;
  /** Who sees the tab; everybody who sees the organization where it is not said. */
  shown?: (may: (permission: Permission) => boolean) => boolean;
};

const RolesTab = lazy(() => import('../roles/RolesTab').then((module) => ({ default: module.RolesTab })));
const SubAccountsTab = lazy(() =>
  import('../access/SubAccountsTab').then((module) => ({ default: module.SubAccountsTab })),
);
const CentersTab = lazy(() =>
  import('../service-centers/CentersTab').then((module) => ({ default: module.CentersTab })),
);
/** Whoever sees users sees what they can hold. */
const mayGrant = (may: (permission: Permission) => boolean) => may('user.view');

/** The tabs of an organization's page; their order and their names in the address stand in `search.ts`. */
export const tabs: Record<OrganizationTab, Tab> = {
  overview: { icon: IconId, Content: OverviewTab },
  below: {
    icon: IconSitemap,
    Content: lazy(() => import('./BelowTab').then((module) => ({ default: module.BelowTab }))),
    shown: mayOpenOrganizations,
  },
  roles: { icon: IconShieldCheck, Content: RolesTab, shown: mayGrant },
  subAccounts: { icon: IconFolders, Content: SubAccountsTab, shown: mayGrant },
  centers: {
    icon: IconBuildingWarehouse,
    Content: CentersTab,
    shown: (may) => may('service_center.manage'),
  },
  lines: {
    icon: IconPhone,
    Content: lazy(() => withActTexts(import('./LinesTab').then((module) => ({ default: module.LinesTab })))),
    shown: mayOpenOrganizations,
  },
  dialogues: {
    icon: IconMessages,
    Content: lazy(() =>
      import('../dialogues/DialoguesTab').then((module) => ({ default: module.DialoguesTab })),
    ),
    shown: (may) => may('dialogue.manage'),
  },
  policies: {
    icon: IconAdjustments,
    Content: lazy(() =>
      withActTexts(import('./PoliciesTab').then((module) => ({ default: module.PoliciesTab }))),
    ),
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
