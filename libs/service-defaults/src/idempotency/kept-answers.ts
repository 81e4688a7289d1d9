import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/create-logger';
import { answersKeptHours } from './once';

/** Answers to requests that may be repeated. Every service that takes an `Idempotency-Key` lists it. */
export class CreateKeptAnswersTable1764200100000 implements MigrationInterface {
  name = 'CreateKeptAnswersTable1764200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table kept_answers (
        actor text not null,
        route text not null,
        key text not null,
        digest text not null,
        answer jsonb,
        kept_at timestamptz not null default now(),
        primary key (actor, route, key)
      )`);
    await runner.query(`create index kept_answers_by_age on kept_answers (kept_at)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}

/** Deletes answers whose time is over: they hold names and addresses. Locked ones are passed over. */
export const forgetAnswers = (database: Pick<DataSource, 'query'>): Promise<unknown> =>
  database.query(
    `delete from kept_answers where (actor, route, key) in (
       select actor, route, key from kept_answers where kept_at <= now() - interval '${answersKeptHours} hours'
       order by kept_at limit 5000 for update skip locked)`,
  );

const everyMs = 10 * 60_000;

/** Forgets answers at once and then every ten minutes until it is stopped; each replica does. */
export function startForgettingAnswers({ database, logger }: { database: DataSource; logger: Logger }) {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await forgetAnswers(database).catch((error: unknown) =>
        logger.warn({ err: error }, 'kept answers could not be forgotten, trying again later'),
      );
      await sleep(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
