import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { sendMail } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import { storeBulkJob } from '../src/bulk/bulk-job';
import { itemOf } from '../src/invitations/kept-addresses';
import { csv, importsOf } from './support/imports';
import { block, eventsOfEach, jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { invitation, newAddress, openAccount, type Person } from './support/people';
import { startProcess } from './support/process';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
let child: ChildProcess | undefined;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await identity.close();
});

const { start, over, read } = jobsOf(
  () => identity,
  () => master,
);

const { begin } = importsOf(
  () => identity,
  () => master,
);

const letLeasesRunOut = () =>
  identity.database.query(`update bulk_item set due_at = now() where lease is not null`);

/**
 * Kills the service in the middle of a job, then lets it finish.
 * @param effects how many of them are done to be seen
 */
async function killed(jobId: string, effects: () => Promise<number>, times = 1): Promise<void> {
  const { total } = (await read(jobId)).counts;
  for (let kills = 1; kills <= times; kills += 1) {
    const before = (await read(jobId)).counts.done;
    child = startProcess(identity);
    const exited = once(child, 'exit');
    const within = { within: 40_000, every: 10 };
    await eventually(async () => expect((await read(jobId)).counts.done).toBeGreaterThan(before), within);
    child.kill('SIGKILL');
    await exited;
    const { counts } = await read(jobId);
    expect(counts).toMatchObject({ total, failed: 0, skipped: 0 });
    expect(counts.waiting).toBeGreaterThan(0);
    // What an item says is what has happened, at every moment.
    expect(await effects()).toBe(counts.done);
    await letLeasesRunOut();
  }
  child = startProcess(identity);
  const exited = once(child, 'exit');
  expect(await over(jobId, 90_000)).toMatchObject({
    state: 'finished',
    counts: { total, done: total, skipped: 0, failed: 0 },
  });
  child.kill('SIGKILL');
  await exited;
}

const onceEach = (of: readonly unknown[]) => of.map(() => 1);
const countOf = async (query: string, of: string[]) =>
  (
    await identity.database.query<{ count: number }[]>(`select count(*)::int as count from users ${query}`, [
      of,
    ])
  )[0]?.count ?? 0;

it('[L14] a service that is killed in the middle, again and again, does nothing twice and forgets nobody', async () => {
  const ids = await manyUsers(identity, master, 500);
  const { jobId } = await start(block(ids));
  await killed(jobId, () => countOf(`where id = any($1) and status = 'blocked'`, ids), 2);
  expect(await eventsOfEach(identity, ids, 'identity.user.blocked.v1')).toEqual(onceEach(ids));
}, 240_000);

it('[L14] killed in the middle of an import, it makes no line twice and forgets none', async () => {
  const emails = Array.from({ length: 200 }, (_, at) => newAddress(`line${at}`));
  const { jobId } = (await begin(csv(...emails.map((email) => `${email};Line;Person`))).expect(202)).body as {
    jobId: string;
  };
  await killed(jobId, () => countOf('where email = any($1)', emails));
  const users = await identity.database.query<{ id: string }[]>(
    `select id from users where email = any($1)`,
    [emails],
  );
  const ids = users.map(({ id }) => id);
  expect(await eventsOfEach(identity, ids, 'identity.user.created.v1')).toEqual(onceEach(emails));
}, 240_000);

/** Keeps to whom mails are asked for in `asked_mail`: what the service has sent leaves its outbox. */
async function keepAskedMails(): Promise<Client> {
  const owner = new Client({ connectionString: identity.ownerUrl });
  await owner.connect();
  await owner.query(`
    create table asked_mail (address text collate "C");
    create function keep_asked_mail() returns trigger language plpgsql security definer as $$
    begin
      insert into asked_mail values (new.command -> 'data' ->> 'to');
      return null;
    end $$;
    create trigger keep_asked_mail after insert on outbox
      for each row when (new.command ->> 'type' = '${sendMail.type}') execute function keep_asked_mail()`);
  return owner;
}

it('[L9] killed in the middle of many invitations, it invites and mails each once', async () => {
  const emails = Array.from({ length: 150 }, (_, at) => newAddress(`guest${at}`));
  const { addresses, ...settings } = invitation(master.organizationId, emails);
  // As a request begins it that has more of them.
  const jobId = await storeBulkJob(identity.database.manager, {
    act: 'invite_users',
    acting: { actorId: master.userId, onBehalfOfId: null },
    comment: null,
    settings,
    items: addresses.map((address) => itemOf(address)),
  });
  const owner = await keepAskedMails();
  await killed(jobId, () => countOf('where email = any($1)', emails));
  const { rows } = await owner.query<{ address: string }>('select address from asked_mail order by address');
  expect(rows.map(({ address }) => address)).toEqual(emails.toSorted());
  await owner.end();
}, 240_000);
