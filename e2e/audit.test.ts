import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import { runningSystem, type System } from './harness';
import { findings } from './support/axe';
import { textOf } from './support/download';
import { operatorOf } from './support/operator';
import { everybodyLeaves, type Person } from './support/person';

/** Does something to the scheduler's log as the owner of its database, whom no trigger holds. */
async function asOwner(system: System, statement: string): Promise<void> {
  const owner = new Client({ connectionString: system.environmentOf('scheduler')['DATABASE_OWNER_URL'] });
  await owner.connect();
  await owner.query('alter table event_log disable trigger user');
  await owner.query(statement);
  await owner.query('alter table event_log enable trigger user');
  await owner.end();
}

describe('the audit trail', () => {
  let system: System;
  let olga: Person;

  beforeAll(async () => {
    system = runningSystem();
    olga = await operatorOf(system);
  });
  afterAll(everybodyLeaves);

  it('[B7] is searched and exported, and the check names an entry that the owner of a database has changed', async () => {
    const { page } = olga;
    // Something that is the scheduler's and nobody else's.
    await page.goto('/jobs');
    await page.getByRole('button', { name: 'Pause: Check the history' }).click();
    await page.getByRole('button', { name: 'Resume: Check the history' }).click();
    await page.getByRole('button', { name: 'Pause: Check the history' }).waitFor();

    await page.getByRole('link', { name: 'Audit' }).click();
    const table = page.getByRole('table', { name: 'Audit' });
    await table.getByRole('link', { name: 'Job paused' }).first().waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByLabel('About').fill('check-seal-chain');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('This is neither an id nor a kind with an id.').waitFor();
    await page.getByLabel('About').fill('job/check-seal-chain');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await eventually(async () => expect(await table.getByRole('row').count()).toBe(3));
    expect(page.url()).toContain('check-seal-chain');
    await table.getByRole('link', { name: 'Job resumed' }).click();
    const sheet = page.getByRole('dialog', { name: 'Entry' });
    await sheet.getByText('"jobId": "check-seal-chain"').waitFor();
    expect(await findings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Close' }).click();

    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    const lines = (await textOf(await file)).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('"scheduler.job.resumed.v1"');

    const seals = page.getByRole('list', { name: 'Seals' });
    const check = async (verdicts: number, verdict: string) => {
      await page.getByRole('button', { name: 'Check now' }).click();
      await eventually(async () => expect(await seals.getByText(verdict).count()).toBe(verdicts), {
        within: 30_000,
      });
    };
    await check(4, 'As it was sealed');
    const rename = (from: string, to: string) =>
      asOwner(
        system,
        `update event_log set type = '${to}' where type = '${from}' and subject = 'job/check-seal-chain'`,
      );
    await rename('scheduler.job.resumed.v1', 'scheduler.job.forgotten.v1');
    await check(1, '1 entry is not as it was sealed');
    await seals.getByText('Changed: job/check-seal-chain · 2').waitFor();
    expect(await findings(page)).toEqual([]);
    await rename('scheduler.job.forgotten.v1', 'scheduler.job.resumed.v1');
    await check(4, 'As it was sealed');
  });
});
