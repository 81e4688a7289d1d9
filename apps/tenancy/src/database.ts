import {
  AddAuditIndexes1764620000000,
  AddDeadLetters1764510000000,
  AddSealChain1764600000000,
  CreateMessagingTables1763800000000,
} from '@tenantry/messaging';
import { CreateKeptAnswersTable1764200100000 } from '@tenantry/service-defaults';
import { accessSchema } from './access/access.schema';
import { AddInactivityPolicy1764500000000 } from './migrations/add-inactivity-policy';
import { AddPasswordPolicies1764200000000 } from './migrations/add-password-policies';
import { AddUserLife1764300000000 } from './migrations/add-user-life';
import { AddDirectoryFilters1764400000000 } from './migrations/add-directory-filters';
import { AddOrganizationIndexes1764630000000 } from './migrations/add-organization-indexes';
import { CreateTenancyTables1763800100000 } from './migrations/create-tenancy-tables';
import { organizationSchema } from './organizations/organization.schema';
import { roleSchema } from './roles/role.schema';
import { subAccountSchema } from './sub-accounts/sub-account.schema';

/** In the order in which they run. */
export const migrations = [
  CreateMessagingTables1763800000000,
  CreateTenancyTables1763800100000,
  AddPasswordPolicies1764200000000,
  CreateKeptAnswersTable1764200100000,
  AddUserLife1764300000000,
  AddDirectoryFilters1764400000000,
  AddInactivityPolicy1764500000000,
  AddDeadLetters1764510000000,
  AddSealChain1764600000000,
  AddAuditIndexes1764620000000,
  AddOrganizationIndexes1764630000000,
];
export const entities = [organizationSchema, accessSchema, roleSchema, subAccountSchema];
