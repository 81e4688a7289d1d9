import {
  availableServiceCentersQuerySchema,
  availableServiceCentersSchema,
  bindServiceCenterRequestSchema,
  commandResultSchema,
  copyServiceCentersPreviewRequestSchema,
  copyServiceCentersPreviewSchema,
  copyServiceCentersRequestSchema,
  copyServiceCentersResultSchema,
  unbindServiceCenterQuerySchema,
  userServiceCenterSchema,
  userServiceCentersSchema,
} from '@tenantry/contracts';
import type { OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from './answer';

const userPath = { path: z.object({ userId: z.uuid() }) };
const bindingPath = { path: z.object({ userId: z.uuid(), serviceCenterId: z.uuid() }) };
const written = answer('What has been written.', commandResultSchema);

/** Which service centers a user is bound to (A6, A7), and their copy (A10). */
export const bindingPaths: OpenApiPaths = {
  '/v1/users/{userId}/service-centers': {
    get: {
      operationId: 'listUserServiceCenters',
      summary: 'The service centers that a user is bound to, and what the signed-in user may do about it',
      requestParams: userPath,
      responses: answer('The bindings, by name.', userServiceCentersSchema),
    },
  },
  '/v1/users/{userId}/service-centers/available': {
    get: {
      operationId: 'listAvailableServiceCenters',
      summary: 'The service centers that the signed-in user may bind a user to, by name',
      requestParams: { ...userPath, query: availableServiceCentersQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', availableServiceCentersSchema),
    },
  },
  '/v1/users/{userId}/service-centers/{serviceCenterId}': {
    get: {
      operationId: 'getUserServiceCenter',
      summary: 'What a binding of a user opens or could open of a service center',
      requestParams: bindingPath,
      responses: answer('Every customer and service entity.', userServiceCenterSchema),
    },
    put: {
      operationId: 'bindServiceCenter',
      summary: 'Binds a user to a service center, changes the binding, or toggles its lock',
      description:
        'Answers 403 `service_center.not_owned` for who does not own it, 403 `grant.not_allowed` with `rule` and `mend` where more would be given than the signed-in user has, 409 `user.self`, and 409 `service_center.binding_changed` where the version is not that of the binding.',
      requestParams: bindingPath,
      requestBody: body(bindServiceCenterRequestSchema),
      responses: written,
    },
    delete: {
      operationId: 'unbindServiceCenter',
      summary: 'Unbinds a user from a service center',
      description: 'Refusals as with `PUT`.',
      requestParams: { ...bindingPath, query: unbindServiceCenterQuerySchema },
      responses: written,
    },
  },
  '/v1/users/{userId}/service-centers/copy/preview': {
    post: {
      operationId: 'previewServiceCenterCopy',
      summary: 'What copying the service centers of another user to this one would add, keep and refuse',
      description:
        'Locks are not copied. Answers 409 `service_center.copy_from_higher` where the source has the higher account type.',
      requestParams: userPath,
      requestBody: body(copyServiceCentersPreviewRequestSchema),
      responses: answer('An outcome for each service center.', copyServiceCentersPreviewSchema),
    },
  },
  '/v1/users/{userId}/service-centers/copy': {
    post: {
      operationId: 'copyServiceCenters',
      summary: 'Copies what the preview has shown',
      description: 'Answers 409 `service_center.copy_changed` where the preview no longer holds.',
      requestParams: userPath,
      requestBody: body(copyServiceCentersRequestSchema),
      responses: answer('What has been written.', copyServiceCentersResultSchema),
    },
  },
};
