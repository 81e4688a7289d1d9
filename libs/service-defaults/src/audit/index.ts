export { auditPaths } from './audit.openapi';
export { auditRoutes } from './audit.routes';
