import type { AccountType } from '@tenantry/contracts';
import type { Permission } from '@tenantry/domain';
import { EntitySchema } from 'typeorm';

/** A role that an organization has made for its users and those of the organizations below it. */
export type RoleState = {
  id: string;
  organizationId: string;
  name: string;
  description: string;
  lowestAccountType: AccountType;
  permissions: Permission[];
  /** The version of `role/<id>`. */
  version: number;
  createdAt: Date;
  sortName: string;
};

export const roleSchema = new EntitySchema<RoleState>({
  name: 'Role',
  tableName: 'roles',
  columns: {
    id: { type: 'uuid', primary: true },
    organizationId: { name: 'organization_id', type: 'uuid' },
    name: { type: 'text' },
    description: { type: 'text' },
    lowestAccountType: { name: 'lowest_account_type', type: 'text' },
    permissions: { type: 'text', array: true },
    version: { type: 'int' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    sortName: { name: 'sort_name', type: 'text' },
  },
});

/** The unique index of the names. */
export const roleNames = 'roles_by_name';
