import { connectDatabase } from '@tenantry/service-defaults';
import { type FreshDatabase, freshDatabase } from '@tenantry/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../src/database';

export type ClockedDatabase = {
  /** A pool of its own, as a replica has one. */
  connect(): Promise<DataSource>;
  /** What the database's `now()` says from now on. */
  setClock(at: string): Promise<void>;
  drop(): Promise<void>;
};

/** A database whose `now()` stands still until it is moved: a function of that name is found before PostgreSQL's own. */
export async function clockedDatabase(at: string): Promise<ClockedDatabase> {
  const fresh: FreshDatabase = await freshDatabase('scheduler', migrations);
  const owner = new Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  await owner.query(`
    create schema clock;
    create table clock.time (at timestamptz not null);
    create function clock.now() returns timestamptz stable language sql as 'select at from clock.time';
    grant usage on schema clock to public;
    grant select on clock.time to public;
    alter database "${fresh.name}" set search_path = clock, pg_catalog, public`);
  await owner.query('insert into clock.time values ($1)', [at]);
  const pools: DataSource[] = [];
  return {
    async connect() {
      const pool = await connectDatabase({
        url: fresh.runtimeUrl,
        applicationName: 'scheduler',
        poolSize: 3,
      });
      pools.push(pool);
      return pool;
    },
    setClock: async (to) => void (await owner.query('update clock.time set at = $1', [to])),
    async drop() {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await owner.end();
      await fresh.drop();
    },
  };
}
