import type {
  changeAccessRequestSchema,
  changeRoleRequestSchema,
  createRoleRequestSchema,
  grantableRolesSchema,
  grantableSchema,
  grantableSubAccountsSchema,
  moduleListSchema,
  putModuleRequestSchema,
  renameSubAccountRequestSchema,
  roleCreatedSchema,
  roleListSchema,
  subAccountCreatedSchema,
  subAccountListSchema,
  writtenSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import { request } from './client';

export type Grantable = z.infer<typeof grantableSchema>;
export type ChangeAccess = z.input<typeof changeAccessRequestSchema>;
export type Role = z.infer<typeof roleListSchema>['items'][number];
export type RoleDraft = z.input<typeof createRoleRequestSchema>;
export type Module = z.infer<typeof moduleListSchema>['items'][number];
export type SubAccount = z.infer<typeof subAccountListSchema>['items'][number];
export type Written = z.infer<typeof writtenSchema>;

export const grantable = (organizationId: string, signal?: AbortSignal) =>
  request<Grantable>('tenancy', 'GET', `/v1/organizations/${organizationId}/grantable`, { signal });

/** Those in whose names it is found. */
export const grantableRoles = (organizationId: string, q: string, signal?: AbortSignal) =>
  request<z.infer<typeof grantableRolesSchema>>(
    'tenancy',
    'GET',
    `/v1/organizations/${organizationId}/grantable/roles`,
    { query: { q }, signal },
  );

/** Likewise. */
export const grantableSubAccounts = (organizationId: string, q: string, signal?: AbortSignal) =>
  request<z.infer<typeof grantableSubAccountsSchema>>(
    'tenancy',
    'GET',
    `/v1/organizations/${organizationId}/grantable/sub-accounts`,
    { query: { q }, signal },
  );

export const role = (roleId: string, signal?: AbortSignal) =>
  request<Role>('tenancy', 'GET', `/v1/roles/${roleId}`, { signal });

export const changeAccess = (userId: string, body: ChangeAccess) =>
  request<Written>('tenancy', 'PUT', `/v1/users/${userId}/access`, { body });

export const listRoles = (organizationId: string, cursor: string | null, signal?: AbortSignal) =>
  request<z.infer<typeof roleListSchema>>('tenancy', 'GET', `/v1/organizations/${organizationId}/roles`, {
    query: { cursor: cursor ?? undefined },
    signal,
  });

export const createRole = (organizationId: string, body: RoleDraft, key: string) =>
  request<z.infer<typeof roleCreatedSchema>>('tenancy', 'POST', `/v1/organizations/${organizationId}/roles`, {
    body,
    key,
  });

export const changeRole = (roleId: string, body: z.input<typeof changeRoleRequestSchema>) =>
  request<Written>('tenancy', 'PATCH', `/v1/roles/${roleId}`, { body });

export const deleteRole = (roleId: string) => request<Written>('tenancy', 'DELETE', `/v1/roles/${roleId}`);

export const listModules = (signal?: AbortSignal) =>
  request<z.infer<typeof moduleListSchema>>('tenancy', 'GET', '/v1/modules', { signal });

export const putModule = (key: string, body: z.input<typeof putModuleRequestSchema>) =>
  request<Written>('tenancy', 'PUT', `/v1/modules/${key}`, { body });

export const listSubAccounts = (organizationId: string, cursor: string | null, signal?: AbortSignal) =>
  request<z.infer<typeof subAccountListSchema>>(
    'tenancy',
    'GET',
    `/v1/organizations/${organizationId}/sub-accounts`,
    { query: { cursor: cursor ?? undefined }, signal },
  );

export const addSubAccount = (organizationId: string, name: string, key: string) =>
  request<z.infer<typeof subAccountCreatedSchema>>(
    'tenancy',
    'POST',
    `/v1/organizations/${organizationId}/sub-accounts`,
    { body: { name }, key },
  );

export const renameSubAccount = (subAccountId: string, body: z.input<typeof renameSubAccountRequestSchema>) =>
  request<Written>('tenancy', 'PATCH', `/v1/sub-accounts/${subAccountId}`, { body });

export const deleteSubAccount = (subAccountId: string) =>
  request<Written>('tenancy', 'DELETE', `/v1/sub-accounts/${subAccountId}`);
