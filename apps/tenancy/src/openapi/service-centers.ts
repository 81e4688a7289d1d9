import {
  addPartsRequestSchema,
  addPartsResultSchema,
  createServiceCenterRequestSchema,
  editServiceCenterRequestSchema,
  historyPageSchema,
  historyQuerySchema,
  removePartResultSchema,
  serviceCenterPageSchema,
  serviceCenterResultSchema,
  serviceCenterSchema,
  serviceCentersQuerySchema,
  shareServiceCenterRequestSchema,
  visibilityQuerySchema,
  visibilitySchema,
} from '@tenantry/contracts';
import { idempotencyHeader, type OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from './answer';

const organizationPath = { path: z.object({ organizationId: z.uuid() }) };
const centerPath = { path: z.object({ serviceCenterId: z.uuid() }) };

/** Service centers themselves, and why somebody is not seen. */
export const serviceCenterPaths: OpenApiPaths = {
  '/v1/organizations/{organizationId}/service-centers': {
    get: {
      operationId: 'listServiceCenters',
      summary: 'The service centers of an organization, and those shared with it, by name',
      requestParams: { ...organizationPath, query: serviceCentersQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', serviceCenterPageSchema),
    },
    post: {
      operationId: 'createServiceCenter',
      summary: 'Creates a service center',
      requestParams: { ...organizationPath, header: idempotencyHeader },
      requestBody: body(createServiceCenterRequestSchema),
      responses: answer('The service center is there.', serviceCenterResultSchema, 201),
    },
  },
  '/v1/service-centers/{serviceCenterId}': {
    get: {
      operationId: 'getServiceCenter',
      summary: 'A service center with its customers and service entities, and with whom it is shared',
      requestParams: centerPath,
      responses: answer('The service center.', serviceCenterSchema),
    },
    patch: {
      operationId: 'editServiceCenter',
      summary: 'Renames a service center',
      description: 'Answers 409 `service_center.changed` where the version has moved on.',
      requestParams: centerPath,
      requestBody: body(editServiceCenterRequestSchema),
      responses: answer('The service center as it is now.', serviceCenterResultSchema),
    },
  },
  '/v1/service-centers/{serviceCenterId}/parts': {
    post: {
      operationId: 'addServiceCenterParts',
      summary: 'Adds customers or service entities',
      requestParams: { ...centerPath, header: idempotencyHeader },
      requestBody: body(addPartsRequestSchema),
      responses: answer('An outcome for each name.', addPartsResultSchema),
    },
  },
  '/v1/service-center-parts/{partId}': {
    delete: {
      operationId: 'removeServiceCenterPart',
      summary: 'Removes a customer or a service entity, also from every binding that names it',
      description:
        'Answers 403 `service_center.not_owned` for who does not own the service center, and 409 `service_center.part_held_unseen` with `users`, their number, where bindings of users name it whom the signed-in user does not see. Through another’s account it is refused with 403 `mirroring.not_allowed` where any binding names it.',
      requestParams: { path: z.object({ partId: z.uuid() }) },
      responses: answer('It is gone.', removePartResultSchema),
    },
  },
  '/v1/service-centers/{serviceCenterId}/shares': {
    put: {
      operationId: 'shareServiceCenter',
      summary: 'Shares a service center with these organizations of the own subtree',
      description:
        'Answers 409 `service_center.share_in_use` with `organizations` while users of one that is left out are bound, 409 `service_center.changed` where the version has moved on, and 403 `service_center.not_owned`.',
      requestParams: centerPath,
      requestBody: body(shareServiceCenterRequestSchema),
      responses: answer('The service center as it is now.', serviceCenterResultSchema),
    },
  },
  '/v1/service-centers/{serviceCenterId}/history': {
    get: {
      operationId: 'listServiceCenterHistory',
      summary: 'What happened to a service center, newest first',
      requestParams: { ...centerPath, query: historyQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', historyPageSchema),
    },
  },
  '/v1/visibility': {
    get: {
      operationId: 'explainVisibility',
      summary: 'Why can’t I see this account?',
      description:
        'By user name, e-mail or id. Answers the same for an account outside the own subtree as for none at all; 403 `permission.missing` for who manages no users; 429 after 30 questions in a minute.',
      requestParams: { query: visibilityQuerySchema },
      responses: answer('Whether the account is seen, or which rules hide it.', visibilitySchema),
    },
  },
};
