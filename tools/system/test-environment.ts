import type { Infrastructure } from '../infrastructure';

/** One virtual host for each worker of Jest, and one for the system that the browser tests drive. */
export const testVhosts = ['/', ...Array.from({ length: 8 }, (_, index) => `test-${index + 1}`), 'e2e'];

/** What tests are told through their environment; read by libs/testing. */
export const testEnvironment = async (infrastructure: Infrastructure): Promise<Record<string, string>> => {
  const [postgres, rabbitmq, redis, smtp] = await Promise.all([
    infrastructure.postgres,
    infrastructure.rabbitmq,
    infrastructure.redis,
    infrastructure.smtp,
  ]);
  const service = new URL(rabbitmq.value.serviceUrl('identity'));
  return {
    TEST_DATABASE_URL: postgres.value.adminUrl,
    TEST_AMQP_URL: rabbitmq.value.adminUrl,
    TEST_REDIS_URL: redis.value.url,
    TEST_SMTP_URL: smtp.value.url,
    TEST_MAIL_API_URL: smtp.value.pageUrl ?? '',
    // A broker that was given without its management API has one user for all, and that of a bench has secret passwords.
    ...(service.username === 'identity' && service.password === 'identity'
      ? {}
      : { TEST_AMQP_SHARED_USER: 'yes' }),
  };
};
