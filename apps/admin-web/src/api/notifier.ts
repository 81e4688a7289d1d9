import type { bouncesSchema, invitationMailsSchema, userMailsSchema } from '@tenantry/contracts';
import type { z } from 'zod';
import { type Call, request } from './client';

export type UserMails = z.infer<typeof userMailsSchema>;
export type UserMail = UserMails['items'][number];

export type InvitationMail = z.infer<typeof invitationMailsSchema>['items'][number];

export type Bounces = z.infer<typeof bouncesSchema>;
export type Bounce = Bounces['items'][number];

export const userMails = (userId: string, call: Call) =>
  request<UserMails>('notifier', 'GET', `/v1/users/${userId}/mails`, call);

/** How the last invitation of each of these users fares. */
export const invitationMails = (userId: readonly string[], call: Call) =>
  request<z.infer<typeof invitationMailsSchema>>('notifier', 'GET', '/v1/invitation-mails', {
    ...call,
    query: { userId },
  });

/** Which of these users' addresses bounce. */
export const bounces = (userId: readonly string[], call: Call) =>
  request<Bounces>('notifier', 'GET', '/v1/bounces', { ...call, query: { userId } });
