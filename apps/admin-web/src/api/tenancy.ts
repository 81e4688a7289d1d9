import type {
  directoryExportQuerySchema,
  directoryPageSchema,
  directoryQuerySchema,
  directoryUserSchema,
  historyPageSchema,
  meSchema,
  organizationListSchema,
  userAccessSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import { request, requestFile } from './client';

export type Me = z.infer<typeof meSchema>;
export type Permission = Me['permissions'][number];
export type DirectoryUser = z.infer<typeof directoryUserSchema>;
export type DirectoryPage = z.infer<typeof directoryPageSchema>;
type HistoryPage = z.infer<typeof historyPageSchema>;
export type UserAccess = z.infer<typeof userAccessSchema>;
export type Organization = z.infer<typeof organizationListSchema>['items'][number];
type Asked = z.input<typeof directoryQuerySchema>;
type DirectoryQuery = Omit<Asked, 'status' | 'online' | 'neverSignedIn'> & {
  status?: DirectoryUser['status'][] | undefined;
  online?: true | undefined;
  neverSignedIn?: true | undefined;
};
export type UserFilter = Omit<DirectoryQuery, 'cursor' | 'limit' | 'after'>;
type ExportForm = Pick<z.input<typeof directoryExportQuerySchema>, 'format' | 'delimiter' | 'language'>;

export const me = (signal?: AbortSignal) => request<Me>('tenancy', 'GET', '/v1/me', { signal });

export const listUsers = ({ limit, ...query }: DirectoryQuery, signal?: AbortSignal) =>
  request<DirectoryPage>('tenancy', 'GET', '/v1/directory/users', {
    query: { ...query, limit: Number(limit) || undefined },
    signal,
  });

/** All users who match, as a file. */
export const exportUsers = (query: UserFilter & ExportForm, signal: AbortSignal) =>
  requestFile('tenancy', '/v1/directory/users/export', { query, signal });

export const listOrganizations = (q: string, signal?: AbortSignal) =>
  request<z.infer<typeof organizationListSchema>>('tenancy', 'GET', '/v1/organizations', {
    query: { q: q || undefined },
    signal,
  });

/** What was done to a user's access and bindings; identity has the rest of their history. */
export const userAccessHistory = (userId: string, cursor: string | null, signal?: AbortSignal) =>
  request<HistoryPage>('tenancy', 'GET', `/v1/users/${userId}/access-history`, {
    query: { cursor: cursor ?? undefined },
    signal,
  });

export const userAccess = (userId: string, signal?: AbortSignal) =>
  request<UserAccess>('tenancy', 'GET', `/v1/users/${userId}/access`, { signal });
