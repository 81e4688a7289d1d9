import path from 'node:path';
import { startMailSink } from '../mail-sink/sink';
import { givenUrl, greeting } from './given';
import { adviceFor, type Part } from './part';

/** Where mails go; and, when they are caught here, the page (and for tests GET/DELETE /messages) that shows them. */
export type Smtp = { url: string; pageUrl?: string };

const askSmtp = async (url: string): Promise<void> => {
  const line = await greeting(url, url.startsWith('smtps:') ? 465 : 25);
  if (!line.startsWith('220')) throw new Error(`the server greets with: ${line.slice(0, 80).trim()}`);
};

/**
 * @param readable whether mails must be readable again, as in tests: a given server serves then only together with
 *   MAIL_API_URL, where its mails can be read (GET and DELETE /messages)
 */
export const smtp = ({ readable }: { readable: boolean }): Part<Smtp> => ({
  name: 'SMTP',
  offers: [
    {
      source: 'url',
      serve: async (context) => {
        const url = await givenUrl(context, 'SMTP_URL', askSmtp);
        if (typeof url !== 'string') return url;
        const pageUrl = context.environment['MAIL_API_URL'];
        if (pageUrl) return { url, pageUrl };
        return readable
          ? { unsuitable: 'SMTP_URL is set, but without MAIL_API_URL its mails cannot be read back' }
          : { url };
      },
    },
    {
      source: 'embedded',
      serve: async (context) => {
        const sink = await startMailSink(
          { smtp: await context.ports.take('smtp'), page: await context.ports.take('mailPage') },
          context.durable ? path.join(context.dataFolder, 'mails.jsonl') : undefined,
        );
        context.stack.onStop('viewer', 'mail page', sink.close);
        return { url: sink.smtpUrl, pageUrl: sink.pageUrl };
      },
    },
  ],
  advice: adviceFor({ variable: 'set SMTP_URL to an SMTP server' }),
});
