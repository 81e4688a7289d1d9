import { randomUUID } from 'node:crypto';
import { toSequence } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { connect } from 'amqplib';
import { runningSystem, type System } from './harness';
import { findings } from './support/axe';
import { call } from './support/call';
import { operatorOf } from './support/operator';
import { everybodyLeaves, type Person } from './support/person';

type DeadLetterCounts = { kinds: { count: number }[] };
type DeadLetterPage = { items: { entryId: string }[] };

const type = 'identity.job.finished.v1';
const runId = randomUUID();
const subject = `job-run/${runId}`;
const id = randomUUID();

/** Puts a message of identity into the scheduler's queue, past the exchange that its other readers are bound to. */
async function publish(system: System, content: string): Promise<void> {
  const connection = await connect(system.amqpUrl);
  const channel = await connection.createConfirmChannel();
  channel.publish('', 'scheduler.inbox', Buffer.from(content), {
    ...{ messageId: id, type },
    headers: { source: 'tenantry/identity', subject, sequence: toSequence(1) },
  });
  await channel.waitForConfirms();
  await connection.close();
}

const readable = JSON.stringify({
  ...{ specversion: '1.0', id, source: 'tenantry/identity', type, subject },
  ...{
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:tenantry:${type}`,
  },
  ...{ sequence: toSequence(1), actor: 'service/identity', environment: 'test' },
  data: { runId, counts: { expired: 12 } },
});

describe('stuck messages', () => {
  let system: System;
  let olga: Person;

  beforeAll(async () => {
    system = runningSystem();
    olga = await operatorOf(system);
  });
  afterAll(everybodyLeaves);

  it('[B2] are seen with their error, tried again once they are mended, and the history tells who did it and why', async () => {
    const { page } = olga;
    await publish(system, '{"half a message');
    await page.getByRole('link', { name: 'Stuck messages' }).click();
    await page.getByRole('heading', { name: 'Stuck messages', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'scheduler, Parked: 1' }).click();
    const list = page.getByRole('table', { name: 'scheduler: Parked' });
    await list.getByRole('link', { name: `${subject} · 1` }).waitFor();
    expect(await findings(page)).toEqual([]);

    await list.getByRole('link', { name: `${subject} · 1` }).click();
    const sheet = page.getByRole('dialog', { name: 'Stuck message' });
    await sheet.getByText('not JSON').waitFor();
    expect(await sheet.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Close' }).click();

    // Its publisher sends it again, and this time it can be read.
    await publish(system, readable);
    await eventually(async () => {
      const { items } = await call<DeadLetterPage>(page, 'GET', '/scheduler/v1/dead-letters');
      const path = `/scheduler/v1/dead-letters/${items[0]?.entryId}`;
      expect(await call(page, 'GET', path)).toMatchObject({ mayReplay: true });
    });
    await page.reload();
    await list.getByRole('link', { name: `${subject} · 1` }).click();
    await sheet.getByRole('button', { name: 'Try again' }).waitFor();
    await sheet.getByText('"expired": 12').waitFor();
    await sheet.getByRole('button', { name: 'Try again' }).click();
    await sheet.getByRole('button', { name: 'Try again' }).click();
    await sheet.getByText('Say why.').waitFor();
    await sheet.getByLabel('Reason').fill('The publisher sent it again');
    expect(await findings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The message is tried again.').waitFor();
    await list.getByRole('link', { name: `${subject} · 1` }).waitFor({ state: 'detached' });

    await eventually(async () => {
      const { kinds } = await call<DeadLetterCounts>(page, 'GET', '/scheduler/v1/dead-letters/counts');
      expect(kinds.filter(({ count }) => count > 0)).toEqual([]);
    });

    const counts = '**/api/notifier/v1/dead-letters/counts';
    const problem = { status: 503, code: 'service.unavailable', title: 'Not now' };
    await page.route(counts, (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.reload();
    const again = page.getByRole('button', { name: 'Ask notifier again' });
    await again.waitFor();
    expect(await findings(page)).toEqual([]);
    await page.unroute(counts);
    await again.click();
    await page.getByText('All is well').waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByText('What was done').click();
    const acts = page.getByRole('list', { name: 'What was done' });
    const act = acts.getByRole('listitem').filter({ hasText: subject });
    await act.getByText('The publisher sent it again').waitFor();
    await act.getByRole('link', { name: 'by you' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
