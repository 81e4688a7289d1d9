import { storeBulkJob } from '../src/bulk/bulk-job';
import { itemOf } from '../src/invitations/kept-addresses';
import { keepAskedMails } from './support/asked-mails';
import { csv, importsOf } from './support/imports';
import { eventsOfEach } from './support/jobs';
import { onceEach, startKilling } from './support/killing';
import { invitation, newAddress } from './support/people';

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
  await keepAskedMails(identity.ownerUrl);
  await killed(jobId, () => countOf('where email = any($1)', emails));
  const mails = await identity.database.query<{ address: string }[]>(
    `select command -> 'data' ->> 'to' as address from asked_mail`,
  );
  expect(mails.map(({ address }) => address).toSorted()).toEqual(emails.toSorted());
}, 240_000);
