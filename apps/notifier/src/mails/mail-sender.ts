import type { Poke } from '@tenantry/messaging';
import type { Logger } from '@tenantry/service-defaults';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { DataSource } from 'typeorm';
import type { Attempt, ClaimedMail } from './mail';
import { mailChannel } from './mail-queue';
import { claimMails } from './claim-mails';
import { finishAttempt, recoverAbandoned } from './mails.repository';

type Options = {
  database: DataSource;
  attempt: (mail: ClaimedMail) => Promise<Attempt>;
  poke: Poke;
  logger: Logger;
  /** Told of every finished attempt, for metrics. */
  onAttempt?: (mail: ClaimedMail, attempt: Attempt) => void;
  /** Mails on their way at once. */
  concurrency: number;
  /** Mails to one domain in a minute, of all replicas together. */
  perMinute: number;
  /** How long to sleep at most while nothing pokes (milliseconds). */
  pollMs?: number;
};

export type MailSender = {
  /** Takes no further mails and waits for those on their way. */
  close(): Promise<void>;
};

/** How often mails that a crash has left are looked for (milliseconds). */
const recoverEveryMs = 10_000;

/** Sends what is due until closed. Every replica runs one; each mail is claimed by one of them. */
export function startMailSender({
  database,
  attempt,
  poke,
  logger,
  onAttempt,
  concurrency,
  perMinute,
  pollMs = 1000,
}: Options): MailSender {
  const onTheirWay = new Set<Promise<void>>();
  let stopped = false;
  let poked = false;
  let recoverAt = 0;
  let failing = false;
  let wake = (): void => undefined;
  const up = () => ((poked = true), wake());
  const stopListening = poke.on(mailChannel, up);

  // The mail may have left already: a database that is away for a moment must not make it unknown.
  const finishing = retry(handleAll, { maxAttempts: 8, backoff: new ExponentialBackoff({ maxDelay: 5000 }) });

  const send = async (mail: ClaimedMail) => {
    const about = { mailId: mail.mailId, template: mail.template, attempt: mail.attempts };
    const result = await attempt(mail);
    const held = await finishing.execute(() => finishAttempt(database.manager, mail, result));
    onAttempt?.(mail, result);
    if (!held)
      logger.warn(
        { ...about, result: result.result },
        'a mail was taken up again before its attempt had ended',
      );
    else if (result.result === 'sent') logger.info(about, 'sent a mail');
    else logger.warn({ ...about, result: result.result, reason: result.error }, 'a mail was not sent');
  };

  const sendAll = (claimed: ClaimedMail[]) => {
    for (const mail of claimed) {
      const sending: Promise<void> = send(mail)
        // Left as it is, the mail is taken up again when its lease ends.
        .catch((error: unknown) =>
          logger.error({ err: error, mailId: mail.mailId }, 'sending a mail broke off'),
        )
        .finally(() => {
          onTheirWay.delete(sending);
          up();
        });
      onTheirWay.add(sending);
    }
  };

  const look = async () => {
    if (Date.now() >= recoverAt) {
      recoverAt = Date.now() + recoverEveryMs;
      for (const about of await recoverAbandoned(database.manager)) {
        logger.warn(about, 'took up a mail whose sending had broken off');
      }
    }
    const free = concurrency - onTheirWay.size;
    if (free === 0) return;
    const { mails, more } = await claimMails(database.manager, { count: free, perMinute });
    sendAll(mails);
    if (more) up();
  };

  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => (clearTimeout(timer), resolve());
      if (poked || stopped) wake();
    });

  const running = (async () => {
    while (!stopped) {
      poked = false;
      try {
        await look();
        failing = false;
      } catch (error) {
        if (!failing)
          logger.error({ err: error }, 'cannot look for mails to send; trying again every second');
        failing = true;
      }
      await sleep();
    }
  })();

  return {
    async close() {
      stopped = true;
      stopListening();
      wake();
      await running;
      await Promise.all(onTheirWay);
    },
  };
}
