import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { errorText, type Open, SealRefused } from '@tenantry/service-defaults';
import { z } from 'zod';
import type { Attempt, ClaimedMail } from './mail';
import { renderMail } from './render-mail';
import type { Smtp, SmtpAnswer } from './smtp';
import type { Product } from './templates/mail-content';

const tracer = trace.getTracer('@tenantry/notifier');

type Deps = { smtp: Smtp; open: Open; product: Product };

/** Mails that tell of something are given up after this long (milliseconds); those with a link when the link ends. */
const giveUpAfterMs = 2 * 24 * 60 * 60 * 1000;
const opened = z.union([
  z.strictObject({ link: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ password: z.string().min(1) }),
]);
type Secret = { link: string | null; password: string | null };
const none: Secret = { link: null, password: null };

/**
 * Tries once to send a mail that has been claimed. The span is a child of what caused the mail, so that one trace leads
 * from the click to the mail leaving.
 */
export const attemptMail =
  (deps: Deps) =>
  (mail: ClaimedMail): Promise<Attempt> => {
    const cause = propagation.extract(
      ROOT_CONTEXT,
      mail.traceparent ? { traceparent: mail.traceparent } : {},
    );
    const attributes = {
      'mail.id': mail.mailId,
      'mail.template': mail.template,
      'mail.attempt': mail.attempts,
      'server.address': deps.smtp.server.host,
      'server.port': deps.smtp.server.port,
    };
    const span = tracer.startSpan('smtp send', { kind: SpanKind.CLIENT, attributes }, cause);
    return context.with(trace.setSpan(cause, span), async () => {
      try {
        const attempt = await tryToSend(deps, mail);
        span.setAttribute('mail.result', attempt.result);
        if (attempt.result !== 'sent') span.setStatus({ code: SpanStatusCode.ERROR, message: attempt.error });
        return attempt;
      } finally {
        span.end();
      }
    });
  };

async function tryToSend({ smtp, open, product }: Deps, mail: ClaimedMail): Promise<Attempt> {
  if (mail.expiresAt && mail.expiresAt <= mail.now) return { result: 'failed', error: 'expired' };
  const secret = await openSecret(open, mail);
  if ('result' in secret) return secret;
  const facts = {
    language: mail.language,
    values: mail.values,
    name: [mail.firstName, mail.lastName].filter(Boolean).join(' ') || null,
    ...secret,
    contacts: mail.contacts,
    expiresAt: mail.secret ? mail.expiresAt : null,
    now: mail.now,
    product,
  };
  const rendered = await renderMail(mail.template, facts).catch((error: unknown) => errorText(error));
  if (typeof rendered === 'string') {
    return attemptOf(mail, {
      result: 'later',
      error: `The mail could not be written: ${rendered}`,
      reached: true,
    });
  }
  return attemptOf(mail, await smtp.send({ to: mail.to, messageId: mail.messageId, ...rendered }));
}

/** The link or the password of a mail that carries one; or why the mail cannot be sent. */
async function openSecret(open: Open, mail: ClaimedMail): Promise<Secret | Attempt> {
  if (!mail.secret) return none;
  if (!mail.sealed) return { result: 'failed', error: 'The link is missing: the command came without it.' };
  try {
    const secret = opened.parse(await open(mail.sealed, { mailId: mail.mailId, to: mail.to }, mail.now));
    return { ...none, ...secret };
  } catch (error) {
    if (!(error instanceof SealRefused))
      return { result: 'failed', error: 'What was sealed is no link and no password.' };
    if (error.reason === 'expired') return { result: 'failed', error: 'expired' };
    if (error.reason !== 'key') return { result: 'failed', error: error.message };
    const needed =
      'It was sealed for a key that this service does not have: add that key to SEALING_PRIVATE_KEY.';
    return { result: 'later', error: needed, waitSeconds: waitSeconds(mail.attempts, 60) };
  }
}

function attemptOf(mail: ClaimedMail, answer: SmtpAnswer): Attempt {
  switch (answer.result) {
    case 'sent':
    case 'failed':
      return answer;
    case 'unknown':
      return { ...answer, waitSeconds: waitSeconds(mail.attempts, 60) };
    case 'later': {
      const age = mail.now.getTime() - mail.createdAt.getTime();
      const givenUp = !mail.secret && age > giveUpAfterMs;
      if (givenUp) return { result: 'failed', error: `Given up after two days: ${answer.error}` };
      // A mail server that is down keeps every mail waiting and is asked often; one that says 'not now' means this mail.
      const limit = answer.reached ? 30 * 60 : 60;
      return { result: 'later', error: answer.error, waitSeconds: waitSeconds(mail.attempts, limit) };
    }
    default:
      return answer satisfies never;
  }
}

/** 5, 15, 45 … seconds, up to the limit, and up to a fifth more so that mails do not come back all at once. */
const waitSeconds = (attempts: number, limit: number): number =>
  Math.min(limit, 5 * 3 ** (attempts - 1)) * (1 + Math.random() / 5);
