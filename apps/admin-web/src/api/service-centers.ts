import type {
  addPartsRequestSchema,
  addPartsResultSchema,
  availableServiceCentersSchema,
  bindServiceCenterRequestSchema,
  copyServiceCentersPreviewSchema,
  copyServiceCentersResultSchema,
  removePartResultSchema,
  serviceCenterPageSchema,
  serviceCenterResultSchema,
  ServiceCenter,
  shareServiceCenterRequestSchema,
  userServiceCenterSchema,
  userServiceCentersSchema,
  Visibility,
} from '@tenantry/contracts';
import type { z } from 'zod';
import type { Written } from './access';
import { request } from './client';
import type { HistoryPage } from './identity';

export type { ServiceCenter, Visibility };
export type ServiceCenterPage = z.infer<typeof serviceCenterPageSchema>;
export type ListedServiceCenter = ServiceCenterPage['items'][number];
export type UserServiceCenters = z.infer<typeof userServiceCentersSchema>;
export type Binding = UserServiceCenters['items'][number];
type AvailableServiceCenters = z.infer<typeof availableServiceCentersSchema>;
export type UserServiceCenter = z.infer<typeof userServiceCenterSchema>;
export type BindServiceCenter = z.input<typeof bindServiceCenterRequestSchema>;
export type CopyPreview = z.infer<typeof copyServiceCentersPreviewSchema>;
export type ServiceCenterResult = z.infer<typeof serviceCenterResultSchema>;
type Search = { q?: string | undefined; cursor?: string | undefined };

export const listServiceCenters = (organizationId: string, query: Search, signal?: AbortSignal) =>
  request<ServiceCenterPage>('tenancy', 'GET', `/v1/organizations/${organizationId}/service-centers`, {
    query,
    signal,
  });

export const createServiceCenter = (organizationId: string, name: string, key: string) =>
  request<ServiceCenterResult>('tenancy', 'POST', `/v1/organizations/${organizationId}/service-centers`, {
    body: { name },
    key,
  });

export const serviceCenter = (serviceCenterId: string, signal?: AbortSignal) =>
  request<ServiceCenter>('tenancy', 'GET', `/v1/service-centers/${serviceCenterId}`, { signal });

export const serviceCenterHistory = (serviceCenterId: string, cursor: string | null, signal?: AbortSignal) =>
  request<HistoryPage>('tenancy', 'GET', `/v1/service-centers/${serviceCenterId}/history`, {
    query: { cursor: cursor ?? undefined },
    signal,
  });

export const renameServiceCenter = (serviceCenterId: string, body: { version: number; name: string }) =>
  request<ServiceCenterResult>('tenancy', 'PATCH', `/v1/service-centers/${serviceCenterId}`, { body });

export const addParts = (serviceCenterId: string, body: z.input<typeof addPartsRequestSchema>, key: string) =>
  request<z.infer<typeof addPartsResultSchema>>(
    'tenancy',
    'POST',
    `/v1/service-centers/${serviceCenterId}/parts`,
    { body, key },
  );

export const removePart = (partId: string) =>
  request<z.infer<typeof removePartResultSchema>>('tenancy', 'DELETE', `/v1/service-center-parts/${partId}`);

export const shareServiceCenter = (
  serviceCenterId: string,
  body: z.input<typeof shareServiceCenterRequestSchema>,
) =>
  request<ServiceCenterResult>('tenancy', 'PUT', `/v1/service-centers/${serviceCenterId}/shares`, { body });

export const userServiceCenters = (userId: string, signal?: AbortSignal) =>
  request<UserServiceCenters>('tenancy', 'GET', `/v1/users/${userId}/service-centers`, { signal });

export const availableServiceCenters = (userId: string, query: Search, signal?: AbortSignal) =>
  request<AvailableServiceCenters>('tenancy', 'GET', `/v1/users/${userId}/service-centers/available`, {
    query,
    signal,
  });

export const userServiceCenter = (userId: string, serviceCenterId: string, signal?: AbortSignal) =>
  request<UserServiceCenter>('tenancy', 'GET', `/v1/users/${userId}/service-centers/${serviceCenterId}`, {
    signal,
  });

export const bindServiceCenter = (userId: string, serviceCenterId: string, body: BindServiceCenter) =>
  request<Written>('tenancy', 'PUT', `/v1/users/${userId}/service-centers/${serviceCenterId}`, { body });

export const unbindServiceCenter = (userId: string, serviceCenterId: string, version: number) =>
  request<Written>('tenancy', 'DELETE', `/v1/users/${userId}/service-centers/${serviceCenterId}`, {
    query: { version },
  });

export const previewCopy = (userId: string, sourceId: string) =>
  request<CopyPreview>('tenancy', 'POST', `/v1/users/${userId}/service-centers/copy/preview`, {
    body: { sourceId },
  });

export const copyServiceCenters = (userId: string, body: { sourceId: string; fingerprint: string }) =>
  request<z.infer<typeof copyServiceCentersResultSchema>>(
    'tenancy',
    'POST',
    `/v1/users/${userId}/service-centers/copy`,
    { body },
  );

/** Why an account is not to be seen; `account` is a user name, an e-mail address or an id. */
export const whyHidden = (account: string) =>
  request<Visibility>('tenancy', 'GET', '/v1/visibility', { query: { account } });
