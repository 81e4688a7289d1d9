import { renderMail } from '../src/mails/render-mail';
import { catalogues } from '../src/mails/texts';
import { product } from './support/notifier';

const now = new Date('2030-01-01T10:00:00Z');
const told = { signedInAt: '2030-01-01T09:30:00Z', environment: 'production' };

it.each(['en', 'es', 'ru', 'de'] as const)(
  '[C12] [B4] a mail of a new device says when, where and with what, and leads to the own sessions (%s)',
  async (language) => {
    const mail = (values: Record<string, string>) =>
      renderMail('new_device', {
        language,
        values,
        link: null,
        password: null,
        name: 'Ada Lovelace',
        contacts: [{ name: 'Grace Hopper', email: 'grace@acme.example' }],
        now,
        expiresAt: null,
        product,
      });
    const { html, text } = await mail({ ...told, browser: 'Firefox', system: 'Windows' });
    for (const part of [html, text]) {
      expect(part).toMatch(/2030.*0?9:30.*UTC/);
      for (const said of ['Firefox', 'Windows', ': production', 'example/account', 'grace@acme.example'])
        expect(part).toContain(said);
    }
    expect((await mail(told)).text).toContain(catalogues[language].new_device.deviceUnknown);
  },
);
