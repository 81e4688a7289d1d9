import type { AccountType, UserStatus } from '@tenantry/contracts';
import { EntitySchema } from 'typeorm';

/** What a user may do: tenancy's own truth. `status` is identity's word, kept so that active masters can be counted. */
export type AccessState = {
  userId: string;
  organizationId: string;
  accountType: AccountType;
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
    status: { type: 'text' },
    version: { type: 'int' },
  },
});
