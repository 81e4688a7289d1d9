import { aMailServer } from './support/mail-server';
import { aNotifier } from './support/notifier';
import { aPlainMail, enqueueAll, soon } from './support/things';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const to = (domain: string, count: number) =>
  Array.from({ length: count }, (_, n) => aPlainMail({ to: `person-${n}@${domain}` }));

/** Mails that wait for their turn, and how far apart the turns are (milliseconds). */
const turns = `select (extract(epoch from due_at - lag(due_at) over (order by due_at)) * 1000)::float8 as after
  from mails where state = 'ready' and paced order by due_at`;

async function paced(perMinute: number) {
  const server = await aMailServer();
  closers.push(() => server.close());
  const notifier = await aNotifier({ smtpUrl: server.url, sending: false, perMinute });
  closers.push(() => notifier.close());
  const waiting = () => notifier.query<{ after: number | null }>(turns);
  return { server, notifier, waiting };
}

describe('mails to one domain', () => {
  // Ten a minute: a turn each six seconds, and the first two at once. What runs longer than that may see one turn more.
  const perMinute = 10;

  it('[B4] leave at its pace, a few at once and each other at a turn of its own, whichever replica sends', async () => {
    const { server, notifier, waiting } = await paced(perMinute);
    await enqueueAll(notifier, ...to('slow.example', 30), ...to('SLOW.example', 10));
    for (let replica = 0; replica < 3; replica += 1) notifier.startSender();
    await soon(async () => {
      const all = await notifier.query<{ state: string; paced: boolean }>('select state, paced from mails');
      expect(all.filter(({ state, paced }) => state === 'sent' || paced)).toHaveLength(40);
    });
    const wait = await soon(async () => {
      const rows = await waiting();
      expect(40 - rows.length).toBe(server.received.length);
      return rows;
    });
    expect(server.received.length).toBeGreaterThanOrEqual(2);
    // A pace without turns would have sent all of them by now.
    expect(server.received.length).toBeLessThan(20);
    for (const { after } of wait.slice(1)) expect(after).toBeCloseTo(60_000 / perMinute, 0);
  });

  it('[B4] hold up no other domain, and leave without a further wait when their turn has come', async () => {
    const { server, notifier } = await paced(perMinute);
    await enqueueAll(notifier, ...to('slow.example', 50));
    notifier.startSender();
    const others = ['one.example', 'two.example', 'three.example'];
    await enqueueAll(notifier, ...others.flatMap((domain) => to(domain, 1)));
    const reached = () =>
      server.received.flatMap((mail) => mail.to?.map(({ address }) => address?.split('@')[1]) ?? []);
    await soon(() => expect(reached()).toEqual(expect.arrayContaining(others)));
    expect(reached().filter((domain) => domain === 'slow.example').length).toBeLessThan(40);
    await notifier.now();
    await soon(async () =>
      expect(await notifier.query(`select from mails where state <> 'sent'`)).toEqual([]),
    );
    expect(server.received).toHaveLength(53);
  });

  it('[B4] are deleted with their link when that ends, though their turn would be later', async () => {
    const { notifier } = await paced(1);
    const expiresAt = new Date(Date.now() + 121 * 60_000);
    await enqueueAll(notifier, ...to('slow.example', 150).map((mail) => ({ ...mail, expiresAt })));
    notifier.startSender();
    await soon(async () => {
      const all = await notifier.query<{ late: boolean; paced: boolean }>(
        `select due_at > expires_at as late, paced from mails where state = 'ready'`,
      );
      expect(all.length).toBeGreaterThan(130);
      expect(all.every(({ late, paced }) => paced && !late)).toBe(true);
    });
  });

  it('[B4] do not wait for each other where somebody waits for a link that ends within two hours', async () => {
    const { server, notifier } = await paced(1);
    await enqueueAll(notifier, ...to('slow.example', 600));
    const expiresAt = new Date(Date.now() + 3_600_000);
    await enqueueAll(notifier, { ...aPlainMail({ to: 'waiting@slow.example' }), expiresAt });
    notifier.startSender();
    await soon(() =>
      expect(server.received.flatMap(({ to }) => to?.map(({ address }) => address) ?? [])).toContain(
        'waiting@slow.example',
      ),
    );
    expect(server.received.length).toBeLessThan(10);
  });

  it('[B4] ask for another turn where nobody sent when theirs came', async () => {
    const { server, notifier, waiting } = await paced(perMinute);
    await enqueueAll(notifier, ...to('slow.example', 30));
    await notifier.query(
      `update mails set paced = true, due_at = now() - interval '10 minutes', created_at = now() - interval '1 hour'`,
    );
    notifier.startSender();
    await soon(async () => expect((await waiting()).length).toBeGreaterThan(20));
    expect(server.received.length).toBeLessThan(10);
  });
});
