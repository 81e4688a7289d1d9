import { testEnvironment } from '@tenantry/testing';

/** A logical database of Redis for this worker, so that emptying it disturbs nobody else. */
export const testRedisUrl = (): string => {
  const url = new URL(testEnvironment().redisUrl);
  url.pathname = `/${8 + (Number(process.env['JEST_WORKER_ID'] ?? 1) % 8)}`; // eslint-disable-line no-restricted-syntax -- set by Jest
  return url.href;
};
