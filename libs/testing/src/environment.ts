import { z } from 'zod';

const schema = z.object({
  TEST_DATABASE_URL: z.string().min(1),
  TEST_AMQP_URL: z.string().min(1),
  TEST_REDIS_URL: z.string().min(1),
  TEST_SMTP_URL: z.string().min(1),
  TEST_MAIL_API_URL: z.string().min(1),
});

/** Where the infrastructure of this test run is; `npm test` brings it up and sets these. */
export type TestEnvironment = {
  /** PostgreSQL as a superuser. */
  databaseUrl: string;
  /** RabbitMQ as an administrator, without a virtual host. */
  amqpUrl: string;
  redisUrl: string;
  smtpUrl: string;
  /** The mail sink's HTTP address. */
  mailApiUrl: string;
};

/** @throws where a variable is missing: the tests run on real infrastructure only */
export function testEnvironment(): TestEnvironment {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const missing = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`${missing} not set: run the tests with npm test, which brings up what they need.`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.TEST_DATABASE_URL,
    amqpUrl: data.TEST_AMQP_URL,
    redisUrl: data.TEST_REDIS_URL,
    smtpUrl: data.TEST_SMTP_URL,
    mailApiUrl: data.TEST_MAIL_API_URL,
  };
}
