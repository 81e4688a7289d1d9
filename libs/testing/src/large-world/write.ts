import type { Client } from 'pg';

/** Rows into one table, whose indexes are dropped before and built again behind: row by row that takes much longer. */
type Bulk = { table: string; statements: readonly string[] };

/**
 * Runs the statements in the transaction that is open on this connection, and builds the table's indexes anew at the end.
 * Whoever asks the table meanwhile waits.
 * @param owner connected as the role that owns the table
 */
export async function writeBulk(owner: Client, { table, statements }: Bulk): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
    [table],
  );
  // As the service's own consumer lays its rows down meanwhile: it is to wait here and not to meet half an index.
  await owner.query(`lock table ${table} in access exclusive mode`);
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  for (const statement of statements) await owner.query(statement);
  await owner.query(`set local maintenance_work_mem = '256MB'`);
  for (const { definition } of rows) await owner.query(definition);
}
