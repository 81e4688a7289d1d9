import http from 'node:http';
import { createTransport } from 'nodemailer';
import { startMailSink, type MailSink, type ReceivedMail } from '../mail-sink/sink';

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
