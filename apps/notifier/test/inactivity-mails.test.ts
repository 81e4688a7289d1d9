import type { Language } from '@tenantry/contracts';
import { renderMail } from '../src/mails/render-mail';
import { product } from './support/notifier';

const now = new Date('2030-01-01T10:00:00Z');
const facts = (language: Language, values: Record<string, string>) => ({
  language,
  values,
  link: null,
  password: null,
  name: 'Ada Lovelace',
  contacts: [{ name: null, email: 'help@acme.example' }],
  now,
  expiresAt: null,
  product,
});

describe.each(['en', 'es', 'ru', 'de'] as const)('mails about inactivity in the language %s', (language) => {
  const days = (count: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count);

  it('[L7] [B4] a warning says how long and until when, with the right plural, where to sign in and whom to ask', async () => {
    for (const [count, dueAt] of [
      [14, '2030-01-15T10:00:00Z'],
      [3, '2030-01-04T10:00:00Z'],
      [2, '2030-01-03T10:00:00Z'],
    ] as const) {
      const { html, text } = await renderMail('inactivity_warning', facts(language, { dueAt }));
      for (const part of [html, text]) {
        expect(part).toContain(days(count));
        expect(part).toMatch(/2030.*10:00.*UTC/);
        expect(part).toContain(product.consoleUrl);
        expect(part).toContain('help@acme.example');
      }
    }
  });

  it('[L7] [B4] a deactivation says by which rule, where it is known', async () => {
    const says = (values: Record<string, string>) =>
      renderMail('deactivated', facts(language, { cause: 'inactivity', ...values }));
    expect((await says({ days: '91' })).text).toContain(days(91));
    expect((await says({})).text).not.toContain(days(91));
  });
});
