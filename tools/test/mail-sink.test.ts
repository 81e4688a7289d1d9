import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { startMailSink, type MailSink, type ReceivedMail } from '../mail-sink/sink';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

let sink: MailSink;
beforeAll(async () => {
  sink = await startMailSink({ smtp: 0, page: 0 });
  const transport = createTransport(sink.smtpUrl);
  const mail = {
    from: 'Tenantry <no-reply@tenantry.example>',
    to: 'grüße@example.org',
    text: 'Hallo',
    html: '<b>Hallo</b>',
  };
  await transport.sendMail({ ...mail, subject: 'Erste – ✓' });
  await transport.sendMail({ ...mail, subject: 'Second', bcc: 'hidden@example.org' });
  transport.close();
});
afterAll(() => sink.close());

const get = (path: string): Promise<Response> => fetch(`${sink.pageUrl}${path}`);

it('keeps mails in the order in which they came, decoded', async () => {
  const mails = (await (await get('/messages')).json()) as ReceivedMail[];

  expect(mails).toMatchObject([
    {
      subject: 'Erste – ✓',
      from: { address: 'no-reply@tenantry.example' },
      text: 'Hallo\n',
      html: '<b>Hallo</b>\n',
    },
    { subject: 'Second', envelope: { to: [expect.any(String), 'hidden@example.org'] } },
  ]);
});

it('shows a mail’s HTML where it can do no harm', async () => {
  const [mail] = (await (await get('/messages?summary')).json()) as { id: number }[];
  const shown = await get(`/messages/${mail?.id}/html`);

  expect(await shown.text()).toContain('<b>Hallo</b>');
  expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
});

it('has a page for people', async () => {
  const page = await get('/');

  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('<h1>Mails</h1>');
});

it('answers under no other name than this machine’s', async () => {
  const status = await new Promise((resolve, reject) => {
    http
      .get(`${sink.pageUrl}/messages`, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      )
      .on('error', reject);
  });

  expect(status).toBe(421);
});

it('forgets everything on DELETE', async () => {
  await fetch(`${sink.pageUrl}/messages`, { method: 'DELETE' });

  expect(await (await get('/messages')).json()).toEqual([]);
  expect((await get('/messages/1')).status).toBe(404);
});

describe('with a file', () => {
  const file = path.join(folder, 'data', 'mails.jsonl');
  const restarted = async <T>(work: (sink: MailSink) => Promise<T>): Promise<T> => {
    const one = await startMailSink({ smtp: 0, page: 0 }, file);
    try {
      return await work(one);
    } finally {
      await one.close();
    }
  };
  const mails = async ({ pageUrl }: MailSink): Promise<ReceivedMail[]> =>
    (await (await fetch(`${pageUrl}/messages`)).json()) as ReceivedMail[];
  const send = async ({ smtpUrl }: MailSink, subject: string): Promise<void> => {
    const transport = createTransport(smtpUrl);
    await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject, text: subject });
    transport.close();
  };
  const idsAndSubjects = (list: ReceivedMail[]) => list.map(({ id, subject }) => [id, subject]);
  beforeEach(() => fs.rmSync(file, { force: true }));

  it('keeps mails over a restart, even one that was killed while it wrote', async () => {
    await restarted((one) => send(one, 'Before'));
    fs.appendFileSync(file, '{"id":2,"subject":"Ha');

    const after = await restarted(async (one) => {
      await send(one, 'After');
      return mails(one);
    });

    expect(idsAndSubjects(after)).toEqual([
      [1, 'Before'],
      [2, 'After'],
    ]);
    expect(idsAndSubjects(await restarted(mails))).toEqual(idsAndSubjects(after));
  });

  it('forgets the oldest above 2,000, in the file too', async () => {
    const old = Array.from({ length: 2_001 }, (_, index) =>
      JSON.stringify({ id: index + 1, subject: 'Old', envelope: { from: '', to: [] } }),
    );
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${old.join('\n')}\n`);

    const found = await restarted(async (one) => {
      await send(one, 'New');
      return mails(one);
    });

    expect([found.length, found[0]?.id, found.at(-1)?.id]).toEqual([2_000, 3, 2_002]);
    await restarted(mails);
    expect(fs.readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2_000);
  });

  it('keeps nothing of what was deleted', async () => {
    await restarted(async (one) => {
      await send(one, 'Secret');
      await fetch(`${one.pageUrl}/messages`, { method: 'DELETE' });
    });

    expect(fs.readFileSync(file, 'utf8')).toBe('');
    expect(await restarted(mails)).toEqual([]);
  });
});
