import type { userMailsSchema } from '@tenantry/contracts';
import type { z } from 'zod';
import { type Call, request } from './client';

export type UserMails = z.infer<typeof userMailsSchema>;
export type UserMail = UserMails['items'][number];

export const userMails = (userId: string, call: Call) =>
  request<UserMails>('notifier', 'GET', `/v1/users/${userId}/mails`, call);
