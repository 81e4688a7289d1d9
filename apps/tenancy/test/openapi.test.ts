import type { Express } from 'express';
import request from 'supertest';
import { tenancyOpenApi } from '../src/openapi';
import { type Answer, type TestService, testService } from './support/service';

describe('the API describes itself', () => {
  let service: TestService;
  let app: Express;
  beforeAll(async () => {
    service = await testService();
    app = service.app;
  });
  afterAll(() => service.close());

  it('as OpenAPI 3.1, made of the schemas that check the requests', async () => {
    const { body } = (await request(app).get('/openapi.json').expect(200)) as Answer;
    expect(body).toEqual(JSON.parse(JSON.stringify(tenancyOpenApi())));
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/v1/directory/users': {
          get: {
            responses: {
              200: {
                content: { 'application/json': { schema: { $ref: '#/components/schemas/DirectoryPage' } } },
              },
            },
          },
        },
      },
    });
  });

  it('with every route that there is', () => {
    expect(Object.keys(tenancyOpenApi().paths ?? {}).sort()).toEqual([
      '/internal/claims',
      '/internal/decisions',
      '/v1/audit',
      '/v1/audit/seals',
      '/v1/dead-letters',
      '/v1/dead-letters/counts',
      '/v1/dead-letters/history',
      '/v1/dead-letters/replay',
      '/v1/dead-letters/{entryId}',
      '/v1/dead-letters/{entryId}/discard',
      '/v1/dead-letters/{entryId}/replay',
      '/v1/dialogues/{dialogueId}/close',
      '/v1/directory/users',
      '/v1/directory/users/export',
      '/v1/lines/assign',
      '/v1/me',
      '/v1/me/dialogues',
      '/v1/modules',
      '/v1/modules/{key}',
      '/v1/operations',
      '/v1/organizations',
      '/v1/organizations/{organizationId}',
      '/v1/organizations/{organizationId}/administrators',
      '/v1/organizations/{organizationId}/chat-operators',
      '/v1/organizations/{organizationId}/children',
      '/v1/organizations/{organizationId}/close',
      '/v1/organizations/{organizationId}/dialogues',
      '/v1/organizations/{organizationId}/grantable',
      '/v1/organizations/{organizationId}/grantable/roles',
      '/v1/organizations/{organizationId}/grantable/sub-accounts',
      '/v1/organizations/{organizationId}/history',
      '/v1/organizations/{organizationId}/key-users',
      '/v1/organizations/{organizationId}/lines',
      '/v1/organizations/{organizationId}/policies',
      '/v1/organizations/{organizationId}/reopen',
      '/v1/organizations/{organizationId}/roles',
      '/v1/organizations/{organizationId}/service-centers',
      '/v1/organizations/{organizationId}/sub-accounts',
      '/v1/organizations/{organizationId}/suspend',
      '/v1/roles/{roleId}',
      '/v1/selections',
      '/v1/service-center-parts/{partId}',
      '/v1/service-centers/{serviceCenterId}',
      '/v1/service-centers/{serviceCenterId}/history',
      '/v1/service-centers/{serviceCenterId}/parts',
      '/v1/service-centers/{serviceCenterId}/shares',
      '/v1/sub-accounts/{subAccountId}',
      '/v1/users/{userId}/access',
      '/v1/users/{userId}/access-history',
      '/v1/users/{userId}/dialogue-limit',
      '/v1/users/{userId}/service-centers',
      '/v1/users/{userId}/service-centers/available',
      '/v1/users/{userId}/service-centers/copy',
      '/v1/users/{userId}/service-centers/copy/preview',
      '/v1/users/{userId}/service-centers/{serviceCenterId}',
      '/v1/visibility',
    ]);
  });

  it('and for people on a page of its own', async () => {
    const { text } = await request(app).get('/reference').expect(200).expect('content-type', /html/);
    expect(text).toContain('/v1/directory/users');
  });
});
