/** Where a bench finds its infrastructure: PostgreSQL as a superuser, RabbitMQ with a virtual host to itself. */
export type BenchEnvironment = { databaseUrl: string; amqpUrl: string; redisUrl: string };

/** What a bench prints as its last line. */
export type BenchResult = {
  bench: string;
  value: number;
  unit: string;
  goal: number;
  met: boolean;
  details: Record<string, unknown>;
};
