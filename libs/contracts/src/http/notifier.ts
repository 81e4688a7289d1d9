import { z } from 'zod';
import { languageSchema } from '../values';

export const mailStateSchema = z
  .enum(['ready', 'sending', 'sent', 'unknown', 'failed'])
  .meta({ id: 'MailState' });
export type MailState = z.infer<typeof mailStateSchema>;

const mailSchema = z.object({
  mailId: z.uuid(),
  template: z.string(),
  to: z.string(),
  language: languageSchema,
  state: mailStateSchema,
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  attempts: z.number().int(),
  lastError: z.string().nullable().meta({ description: "The mail server's answer to the last attempt." }),
  traceId: z.string().nullable(),
});

/** `GET /v1/users/{userId}/mails`, newest first: every mail about a user, without its text and links. */
export const userMailsSchema = z.object({ items: z.array(mailSchema) }).meta({ id: 'UserMails' });

/** Several users at once, as a page of a list has them. */
const usersQuerySchema = z.strictObject({
  userId: z
    .union([z.uuid(), z.array(z.uuid()).min(1).max(200)])
    .meta({ description: 'Repeated for each user, up to 200 times.' }),
});

/** `GET /v1/bounces`: which of these users' addresses bounce (B5). */
export const bouncesQuerySchema = usersQuerySchema;
export const bouncesSchema = z
  .object({
    items: z.array(
      z.object({
        userId: z.uuid(),
        to: z.string(),
        since: z.iso.datetime(),
        mails: z.number().int().meta({ description: 'How many have been refused since.' }),
        answer: z.string().nullable().meta({ description: "The mail server's last answer." }),
      }),
    ),
  })
  .meta({ id: 'Bounces' });

/** `GET /v1/invitation-mails`: how the last invitation of each of these users fares. */
export const invitationMailsQuerySchema = usersQuerySchema;
export const invitationMailsSchema = z
  .object({
    items: z.array(
      mailSchema.omit({ template: true, language: true, traceId: true }).extend({
        userId: z.uuid(),
        addressRefused: z.boolean().meta({
          description: 'It failed because, as the mail server says, there is no such address.',
        }),
      }),
    ),
  })
  .meta({ id: 'InvitationMails' });
