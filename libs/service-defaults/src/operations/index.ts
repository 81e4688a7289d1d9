export { operationsPaths } from './operations.openapi';
export { type OperationsDeps, operationsRoutes, since } from './operations.routes';
