import type { OrganizationKind } from '@tenantry/contracts';
import { EntitySchema } from 'typeorm';

/** An organization as it is stored. `path` holds the ids from the root to the organization itself. */
export type OrganizationState = {
  id: string;
  parentId: string | null;
  kind: OrganizationKind;
  name: string;
  path: string[];
  /** The version of `organization/<id>`. */
  version: number;
  createdAt: Date;
  search: string;
  sortName: string;
};

export const organizationSchema = new EntitySchema<OrganizationState>({
  name: 'Organization',
  tableName: 'organizations',
  columns: {
    id: { type: 'uuid', primary: true },
    parentId: { name: 'parent_id', type: 'uuid', nullable: true },
    kind: { type: 'text' },
    name: { type: 'text' },
    path: { type: 'uuid', array: true },
    version: { type: 'int' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    search: { type: 'text' },
    sortName: { name: 'sort_name', type: 'text' },
  },
});
