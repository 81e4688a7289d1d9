export { deadLetterPaths } from './dead-letters.openapi';
export { type DeadLettersDeps, deadLettersRoutes } from './dead-letters.routes';
