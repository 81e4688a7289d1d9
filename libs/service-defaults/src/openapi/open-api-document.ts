import { problemSchema } from '@tenantry/contracts';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

export type OpenApiPaths = ZodOpenApiPathsObject;
export type OpenApiDocument = ReturnType<typeof createDocument>;

const verbs = ['get', 'put', 'post', 'delete', 'patch'] as const;

const problemResponse = {
  description: 'The request failed; `code` says why and never changes (RFC 9457).',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** OpenAPI 3.1 from the zod schemas of the routes; every operation may also answer with a problem. */
export function openApiDocument(o: { title: string; version: string; paths: OpenApiPaths }): OpenApiDocument {
  const paths: OpenApiPaths = {};
  for (const [path, item] of Object.entries(o.paths)) {
    const described = { ...item };
    for (const verb of verbs) if (item[verb]) described[verb] = withProblems(item[verb]);
    paths[path] = described;
  }
  return createDocument({ openapi: '3.1.0', info: { title: o.title, version: o.version }, paths });
}

const withProblems = (operation: ZodOpenApiOperationObject): ZodOpenApiOperationObject => ({
  ...operation,
  responses: { default: problemResponse, ...operation.responses },
});
