import { z } from 'zod';
import { languageSchema } from '../values';

export const mailStateSchema = z
  .enum(['ready', 'sending', 'sent', 'unknown', 'failed'])
  .meta({ id: 'MailState' });
export type MailState = z.infer<typeof mailStateSchema>;

/** `GET /v1/users/{userId}/mails`, newest first: every mail about a user, without its text and links. */
export const userMailsSchema = z
  .object({
    items: z.array(
      z.object({
        mailId: z.uuid(),
        template: z.string(),
        to: z.string(),
        language: languageSchema,
        state: mailStateSchema,
        createdAt: z.iso.datetime(),
        sentAt: z.iso.datetime().nullable(),
        attempts: z.number().int(),
        lastError: z
          .string()
          .nullable()
          .meta({ description: "The mail server's answer to the last attempt." }),
        traceId: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'UserMails' });
