import { Counter, Gauge, register, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { Attempt, ClaimedMail } from './mails/mail';

const attempts = new Counter({
  name: 'mail_attempts_total',
  help: 'Attempts to send a mail, by what they came to.',
  labelNames: ['template', 'result'],
  registers: [register],
});

export const countAttempt = (mail: ClaimedMail, attempt: Attempt): void =>
  attempts.inc({ template: mail.template, result: attempt.result });

const waiting = `select
  (select count(*)::int from (select from mails where state = 'ready' limit 10000) capped) as ready,
  (select count(*)::int from mails where state = 'sending') as sending,
  (select count(*)::int from (select from mails where state = 'unknown' limit 10000) capped) as unknown,
  coalesce((select extract(epoch from now() - min(created_at))::float8 from mails where state = 'ready'), 0)
    as "oldestReadySeconds"`;

type Waiting = { ready: number; sending: number; unknown: number; oldestReadySeconds: number };

/** Mails that are not over. */
export async function waitingMails(database: DataSource): Promise<Waiting> {
  const [row] = await database.query<Waiting[]>(waiting);
  return row ?? { ready: 0, sending: 0, unknown: 0, oldestReadySeconds: 0 };
}

/** Adds what waits, asked of the database when the metrics are read. A mail server that is down shows here. */
export function addMetrics(database: DataSource, registry: Registry): void {
  const oldest = new Gauge({
    name: 'mails_oldest_ready_seconds',
    help: 'Age of the oldest mail that waits to be sent.',
    registers: [registry],
  });
  new Gauge({
    name: 'mails_waiting',
    help: 'Mails that wait to be sent, are being sent, or wait for a person. Counted up to 10,000.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const row = await waitingMails(database);
      for (const state of ['ready', 'sending', 'unknown'] as const) this.set({ state }, row[state]);
      oldest.set(row.oldestReadySeconds);
    },
  });
}
