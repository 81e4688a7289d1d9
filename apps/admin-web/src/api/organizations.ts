import type {
  administratorListSchema,
  assignLinesResponseSchema,
  createOrganizationRequestSchema,
  editOrganizationRequestSchema,
  Line,
  LineOutcome,
  linePageSchema,
  OrganizationAct,
  organizationChildrenSchema,
  OrganizationDetails,
  organizationKeyUsersSchema,
  organizationListSchema,
  organizationPoliciesSchema,
  organizationResultSchema,
  registerLineRequestSchema,
  registerLineResponseSchema,
  setPoliciesRequestSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import { request } from './client';
import type { HistoryPage } from './identity';

export type { Line, LineOutcome, OrganizationAct, OrganizationDetails };
export type OrganizationChildren = z.infer<typeof organizationChildrenSchema>;
export type OrganizationChild = OrganizationChildren['items'][number];
export type FoundOrganization = z.infer<typeof organizationListSchema>['items'][number];
export type OrganizationPolicies = z.infer<typeof organizationPoliciesSchema>;
export type OrganizationKeyUsers = z.infer<typeof organizationKeyUsersSchema>;
export type LineAssignment = z.infer<typeof assignLinesResponseSchema>['results'][number];
type OrganizationResult = z.infer<typeof organizationResultSchema>;
export type Administrator = z.infer<typeof administratorListSchema>['items'][number];
export type StatusChange = 'suspend' | 'close' | 'reopen';

export const findOrganizations = (q: string, limit: number, signal?: AbortSignal) =>
  request<z.infer<typeof organizationListSchema>>('tenancy', 'GET', '/v1/organizations', {
    query: { q: q || undefined, limit },
    signal,
  });

export const organizationChildren = (organizationId: string, cursor: string | null, signal?: AbortSignal) =>
  request<OrganizationChildren>('tenancy', 'GET', `/v1/organizations/${organizationId}/children`, {
    query: { cursor: cursor ?? undefined },
    signal,
  });

/** The first of those directly below that match. */
export const matchingChildren = (organizationId: string, q: string, signal?: AbortSignal) =>
  request<OrganizationChildren>('tenancy', 'GET', `/v1/organizations/${organizationId}/children`, {
    query: { q: q || undefined },
    signal,
  });

export const organizationDetails = (organizationId: string, signal?: AbortSignal) =>
  request<OrganizationDetails>('tenancy', 'GET', `/v1/organizations/${organizationId}`, { signal });

export const organizationAdministrators = (
  organizationId: string,
  cursor: string | null,
  signal?: AbortSignal,
) =>
  request<z.infer<typeof administratorListSchema>>(
    'tenancy',
    'GET',
    `/v1/organizations/${organizationId}/administrators`,
    { query: { cursor: cursor ?? undefined }, signal },
  );

export const createOrganization = (body: z.input<typeof createOrganizationRequestSchema>, key: string) =>
  request<OrganizationResult>('tenancy', 'POST', '/v1/organizations', { body, key });

export const editOrganization = (
  organizationId: string,
  body: z.input<typeof editOrganizationRequestSchema>,
) => request<OrganizationResult>('tenancy', 'PATCH', `/v1/organizations/${organizationId}`, { body });

export const suspendOrganization = (organizationId: string, reason: string) =>
  request<OrganizationResult>('tenancy', 'POST', `/v1/organizations/${organizationId}/suspend`, {
    body: { reason },
  });

export const closeOrganization = (organizationId: string, reason: string) =>
  request<OrganizationResult>('tenancy', 'POST', `/v1/organizations/${organizationId}/close`, {
    body: { reason },
  });

export const reopenOrganization = (organizationId: string, reason: string) =>
  request<OrganizationResult>('tenancy', 'POST', `/v1/organizations/${organizationId}/reopen`, {
    body: { reason },
  });

export const organizationPolicies = (organizationId: string, signal?: AbortSignal) =>
  request<OrganizationPolicies>('tenancy', 'GET', `/v1/organizations/${organizationId}/policies`, { signal });

export const setPolicies = (organizationId: string, body: z.input<typeof setPoliciesRequestSchema>) =>
  request<OrganizationPolicies>('tenancy', 'PUT', `/v1/organizations/${organizationId}/policies`, { body });

export const organizationKeyUsers = (organizationId: string, signal?: AbortSignal) =>
  request<OrganizationKeyUsers>('tenancy', 'GET', `/v1/organizations/${organizationId}/key-users`, {
    signal,
  });

export const setKeyUsers = (organizationId: string, body: { version: number; userIds: string[] }) =>
  request<OrganizationKeyUsers>('tenancy', 'PUT', `/v1/organizations/${organizationId}/key-users`, { body });

export const organizationHistory = (organizationId: string, cursor: string | null, signal?: AbortSignal) =>
  request<HistoryPage>('tenancy', 'GET', `/v1/organizations/${organizationId}/history`, {
    query: { cursor: cursor ?? undefined },
    signal,
  });

export const listLines = (
  organizationId: string,
  query: { q?: string | undefined; cursor?: string | undefined },
  signal?: AbortSignal,
) =>
  request<z.infer<typeof linePageSchema>>('tenancy', 'GET', `/v1/organizations/${organizationId}/lines`, {
    query,
    signal,
  });

export const registerLine = (
  organizationId: string,
  body: z.input<typeof registerLineRequestSchema>,
  key: string,
) =>
  request<z.infer<typeof registerLineResponseSchema>>(
    'tenancy',
    'POST',
    `/v1/organizations/${organizationId}/lines`,
    { body, key },
  );

/** To an organization directly below, or back to the one that had assigned them on; each line stands for itself. */
export const assignLines = (lineIds: string[], organizationId: string) =>
  request<z.infer<typeof assignLinesResponseSchema>>('tenancy', 'POST', '/v1/lines/assign', {
    body: { lineIds, organizationId },
  });
