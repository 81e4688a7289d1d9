import type { AccountType, UserStatus } from '@tenantry/contracts';
import { EntitySchema } from 'typeorm';

/** What a user may do: tenancy's own truth. `status` is identity's word, kept so that active masters can be counted. */
export type AccessState = {
  userId: string;
  organizationId: string;
  accountType: AccountType;
  /** Keys of built-in roles and ids of the organization's own. */
  roleIds: string[];
  modules: string[];
  /** `null` lets into all sub-accounts of the organization. */
  subAccountIds: string[] | null;
  status: UserStatus;
  /** The version of `access/<user id>`. */
  version: number;
};

export const accessSchema = new EntitySchema<AccessState>({
  name: 'Access',
  tableName: 'access',
  columns: {
    userId: { name: 'user_id', type: 'uuid', primary: true },
    organizationId: { name: 'organization_id', type: 'uuid' },
    accountType: { name: 'account_type', type: 'text' },
    roleIds: { name: 'role_ids', type: 'text', array: true },
    modules: { type: 'text', array: true },
    subAccountIds: { name: 'sub_account_ids', type: 'uuid', array: true, nullable: true },
    status: { type: 'text' },
    version: { type: 'int' },
  },
});
