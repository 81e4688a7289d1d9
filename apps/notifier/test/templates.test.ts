import { type Language, plainMailTemplates, secretMailTemplates } from '@tenantry/contracts';
import { mails, testEnvironment } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import type { MailTemplate } from '../src/mails/mail';
import { renderMail } from '../src/mails/render-mail';
import { connectSmtp } from '../src/mails/smtp';
import { catalogues } from '../src/mails/texts';
import { product } from './support/notifier';

const languages: Language[] = ['en', 'es', 'ru', 'de'];
const templates: MailTemplate[] = [...secretMailTemplates, ...plainMailTemplates];
const now = new Date('2030-01-01T10:00:00Z');
const link = 'https://console.example/invitation#code=s3cret&x=1';
const values = {
  organizationName: 'Acme & Söhne <GmbH>',
  inviterName: 'Grace Hopper',
  reason: 'First line\nsecond line',
  comment: 'Settled by phone',
  byName: 'Grace Hopper',
  startedAt: '2030-01-01T09:30:00Z',
  until: '2030-01-01T10:00:00Z',
  creatorName: 'Grace Hopper',
  administratorName: 'Grace Hopper',
  userName: 'ada.lovelace',
  why: 'blocked',
  since: '2030-01-01T09:30:00Z',
  contacts: 'Grace Hopper (grace@acme.example)',
  changedAt: '2030-01-01T09:30:00Z',
  reporterName: 'Grace Hopper',
  reporterEmail: 'grace@acme.example',
  text: 'It should be a.lovelace',
  email: 'ada@acme.example',
  userId: '0b9f',
  name: 'A. Lovelace',
  dueAt: '2030-01-15T10:00:00Z',
  masterName: 'A. Lovelace',
  masterUserName: 'ada.lovelace',
  signedInAt: '2030-01-01T09:30:00Z',
  environment: 'production',
  browser: 'Firefox',
  system: 'Windows',
};
const facts = (language: Language) => ({
  language,
  values,
  link,
  password: 'k7fq-2mzp-9xwd-h4rt',
  name: 'Ada Lovelace',
  contacts: [
    { name: 'Grace <Hopper>', email: 'grace@acme.example' },
    { name: null, email: 'help@acme.example' },
  ],
  now,
  expiresAt: new Date('2030-01-08T10:00:00Z'),
  product,
});

describe('the texts of mails', () => {
  it('[B4] have the same keys and the same places for values in every language', () => {
    const places = (catalogue: object) =>
      Object.entries(catalogue).flatMap(([namespace, texts]: [string, Record<string, string>]) =>
        Object.entries(texts).map(([key, text]) => [
          `${namespace}.${key}`,
          (text.match(/{{\w+}}/g) ?? []).sort().join(),
        ]),
      );
    for (const language of languages)
      expect(places(catalogues[language]).sort()).toEqual(places(catalogues.en).sort());
  });
});

describe.each(templates)('a mail of the template %s', (template) => {
  it('[B4] is delivered in each language with its subject, its HTML and its text', async () => {
    const smtp = connectSmtp({
      url: testEnvironment().smtpUrl,
      from: 'Tenantry <no-reply@mail.example>',
      connections: 1,
    });
    const subjects = new Set<string>();
    for (const language of languages) {
      const to = `${randomUUID()}@people.example`;
      const rendered = await renderMail(template, facts(language));
      expect(await smtp.send({ to, messageId: `<${randomUUID()}@mail.example>`, ...rendered })).toEqual({
        result: 'sent',
      });
      const [mail] = await mails().waitFor(to);
      expect(mail?.subject).toBe(rendered.subject);
      subjects.add(rendered.subject);
      expect(mail?.headers).toContainEqual(
        expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
      );
      expect(mail?.html).toContain(`<html dir="ltr" lang="${language}"`);
      expect(mail?.html).toContain('prefers-color-scheme: dark');
      for (const part of [mail?.html ?? '', mail?.text ?? '']) {
        expect(part).not.toMatch(/{{|}}|undefined|\[object/);
        // The old address of an account may be a stranger's.
        const greets = template !== 'email_replaced' && template !== 'support_report';
        expect(part.includes('Ada Lovelace')).toBe(greets);
        expect(part).toContain('Tenantry');
        expect(part).toContain('https://example.org/imprint');
      }
    }
    expect(subjects.size).toBe(languages.length);
    smtp.close();
  });
});

describe.each(languages)('in the language %s', (language) => {
  it.each(['invitation', 'verify_email', 'welcome', 'password_reset', 'password_forgotten'] as const)(
    '[B4] %s has its link in both parts and says until when it is valid',
    async (template) => {
      const { html, text } = await renderMail(template, facts(language));
      expect(text).toContain(link);
      expect(html).toContain(`href="${link.replace('&', '&amp;')}"`);
      const duration = new Intl.NumberFormat(language, {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
      }).format(7);
      for (const part of [html, text]) {
        expect(part).toContain(duration);
        expect(part).toMatch(/2030.*10:00.*UTC/);
      }
      await expect(renderMail(template, { ...facts(language), link: null })).rejects.toThrow(/needs a link/);
    },
  );

  it.each(['blocked', 'unblocked', 'mirrored', 'invitation'] as const)(
    '[C13] %s names whom to ask in both parts, where there is anybody',
    async (template) => {
      const { html, text } = await renderMail(template, facts(language));
      expect(text).toContain('- Grace <Hopper>, grace@acme.example\n- help@acme.example\n');
      expect(html).toContain('Grace &lt;Hopper&gt;');
      expect(html).toContain('href="mailto:help@acme.example"');
      const nobody = await renderMail(template, { ...facts(language), contacts: [] });
      for (const part of [nobody.html, nobody.text])
        expect(part).not.toContain(catalogues[language].layout.contacts);
    },
  );

  it('[B4] the reason of a block and the comment of an unblock stand in both parts as they were written', async () => {
    const blocked = await renderMail('blocked', facts(language));
    expect(blocked.text).toContain('> First line\n> second line');
    expect(blocked.html).toContain('First line\nsecond line');
    const unblocked = await renderMail('unblocked', facts(language));
    expect(unblocked.text).toContain('> Settled by phone');
    expect((await renderMail('unblocked', { ...facts(language), values: {} })).text).not.toMatch(/^> /m);
  });

  it('[C5] [B4] a one-off password stands in both parts with the user name, who has made the account, and until when it is valid', async () => {
    const { html, text } = await renderMail('one_off_password', facts(language));
    for (const part of [html, text]) {
      for (const shown of ['k7fq-2mzp-9xwd-h4rt', 'ada.lovelace', 'Grace Hopper'])
        expect(part).toContain(shown);
      expect(part).toMatch(/2030.*10:00.*UTC/);
      expect(part).not.toContain(link);
    }
    const without = { ...facts(language), password: null };
    await expect(renderMail('one_off_password', without)).rejects.toThrow(/needs a password/);
  });

  it('[C3] [C4] [B4] a welcome and a reset say who did it, or only what was done where nobody is named', async () => {
    for (const template of ['welcome', 'password_reset'] as const) {
      expect((await renderMail(template, facts(language))).text).toContain('Grace Hopper');
      const { creatorName, administratorName, ...nobody } = values;
      expect(creatorName).toBe(administratorName);
      expect((await renderMail(template, { ...facts(language), values: nobody })).text).not.toContain(
        'Grace Hopper',
      );
    }
  });

  it('[C2] [C8] a mail that no new password would help says why, since when and whom to ask', async () => {
    const says = (why: string, contacts = values.contacts) =>
      renderMail('password_refused', { ...facts(language), values: { ...values, why, contacts } });
    const texts = new Set<string>();
    for (const why of [
      'blocked',
      'inactive_manual',
      'inactive_inactivity',
      'organization_suspended',
      'organization_closed',
    ]) {
      const { text } = await says(why);
      expect(text).toMatch(/2030.*0?9:30.*UTC/);
      expect(text).toContain('grace@acme.example');
      texts.add(text);
    }
    for (const why of ['invited', 'created', 'inactive']) texts.add((await says(why)).text);
    expect(texts.size).toBe(8);
    expect((await says('from a newer version', '')).text).toBe((await says('inactive', '')).text);
  });

  it('[A11] [B4] who acts as one, since when, until when and why stand in both parts', async () => {
    const { html, text } = await renderMail('mirrored', facts(language));
    expect(text).toContain('> First line\n> second line');
    for (const part of [html, text]) {
      expect(part).toContain('Grace Hopper');
      expect(part).toMatch(/2030.*0?9:30.*UTC.*2030.*10:00.*UTC/);
    }
  });
});

describe('a mail', () => {
  it('says which environment it comes from, unless it is production', async () => {
    const staging = await renderMail('blocked', {
      ...facts('en'),
      product: { ...product, environment: 'staging' },
    });
    expect(staging.text).toContain('[Environment: staging]');
    expect(staging.html).toContain('Environment: staging');
    expect((await renderMail('blocked', facts('en'))).text).not.toMatch(/environment/i);
  });

  it('greets without a name, and invites without an organization, where they are not known', async () => {
    const bare = await renderMail('invitation', { ...facts('en'), name: null, values: {} });
    expect(bare.text).toMatch(/^Hello,\n\nYou are invited to Tenantry\./);
    expect(bare.subject).toBe('Your invitation to Tenantry');
  });

  it('takes names as text: no header, no markup, no hidden direction, no template of their own', async () => {
    const organizationName =
      'Acme\r\nBcc: victim@people.example\u202E $t(layout.terms) {{product}} <img src=x>';
    const { subject, html, text } = await renderMail('invitation', {
      ...facts('en'),
      name: 'Ada\nX-Evil: 1',
      values: { ...values, organizationName },
    });
    const shown = 'Acme Bcc: victim@people.example $t(layout.terms) {{product}} <img src=x>';
    expect(subject).toBe(`${shown} invites you to Tenantry`);
    expect(text).toContain(`join ${shown} on Tenantry`);
    expect(text).toContain('Hello Ada X-Evil: 1,');
    expect(html).not.toContain('<img');

    const smtp = connectSmtp({
      url: testEnvironment().smtpUrl,
      from: 'Tenantry <no-reply@mail.example>',
      connections: 1,
    });
    const to = `${randomUUID()}@people.example`;
    await smtp.send({
      to,
      messageId: `<${randomUUID()}@mail.example>`,
      subject: `${subject}\r\nX-Evil: 2`,
      html,
      text,
    });
    const [mail] = await mails().waitFor(to);
    expect(mail?.headers.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['bcc']));
    expect(mail?.headers.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['x-evil']));
    smtp.close();
  });
});
