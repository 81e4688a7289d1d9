import { escapeIdentifier, type Client } from 'pg';

/**
 * Gives the running role what it needs in schema `public` and takes what it must not have; the same however often it
 * runs, and in one transaction, so that no moment exists in which the history may be changed.
 */
export async function grantRuntimeRole(
  owner: Client,
  o: { role: string; appendOnly: string[] },
): Promise<void> {
  const role = escapeIdentifier(o.role);
  const appendOnly = o.appendOnly.map(escapeIdentifier).join(', ');
  await owner.query('begin');
  try {
    await owner.query(`grant usage on schema public to ${role}`);
    await owner.query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await owner.query(`grant usage, select on all sequences in schema public to ${role}`);
    await owner.query(`grant execute on all functions in schema public to ${role}`);
    await owner.query(`revoke insert, update, delete on migrations from ${role}`);
    if (appendOnly) await owner.query(`revoke update, delete, truncate on ${appendOnly} from ${role}`);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
