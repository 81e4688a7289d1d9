/** Where a bench finds its infrastructure: PostgreSQL as a superuser, RabbitMQ with a virtual host to itself. */
export type BenchEnvironment = { databaseUrl: string; amqpUrl: string; redisUrl: string };

export type BenchResult = {
  bench: string;
  value: number;
  unit: string;
  goal: number;
  met: boolean;
  details: Record<string, unknown>;
};

/** The value below which the share `p` (0 to 1) of the sorted values lies. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? NaN;
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
