import { EntitySchema } from 'typeorm';

/** A part of an organization that users are let into one by one (A4). */
export type SubAccountState = {
  id: string;
  organizationId: string;
  name: string;
  /** The version of `sub-account/<id>`. */
  version: number;
  createdAt: Date;
  sortName: string;
};

export const subAccountSchema = new EntitySchema<SubAccountState>({
  name: 'SubAccount',
  tableName: 'sub_accounts',
  columns: {
    id: { type: 'uuid', primary: true },
    organizationId: { name: 'organization_id', type: 'uuid' },
    name: { type: 'text' },
    version: { type: 'int' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    sortName: { name: 'sort_name', type: 'text' },
  },
});

/** The unique index of the names. */
export const subAccountNames = 'sub_accounts_by_name';
