import { sendMail } from '@tenantry/contracts';
import { Client } from 'pg';
import { storeBulkJob } from '../src/bulk/bulk-job';
import { itemOf } from '../src/invitations/kept-addresses';
import { csv, importsOf } from './support/imports';
import { eventsOfEach } from './support/jobs';
import { onceEach, startKilling } from './support/killing';
import { invitation, newAddress } from './support/people';
import type { Identity } from './support/start-identity';

let killing: Awaited<ReturnType<typeof startKilling>>;
beforeAll(async () => (killing = await startKilling()));
afterAll(() => killing.close());

const { begin } = importsOf(
  () => killing.identity,
  () => killing.master,
);

it('[L14] killed in the middle of an import, it makes no line twice and forgets none', async () => {
  const { identity, killed, countOf } = killing;
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
async function keepAskedMails({ ownerUrl }: Identity): Promise<Client> {
  const owner = new Client({ connectionString: ownerUrl });
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
  const { identity, master, killed, countOf } = killing;
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
  const owner = await keepAskedMails(identity);
  await killed(jobId, () => countOf('where email = any($1)', emails));
  const { rows } = await owner.query<{ address: string }>('select address from asked_mail order by address');
  expect(rows.map(({ address }) => address)).toEqual(emails.toSorted());
  await owner.end();
}, 240_000);
