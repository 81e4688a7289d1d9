import * as z from 'zod/mini';
import { closedToo } from '../dialogues/search';

/** What was searched for stands in the address of the tree. */
export const organizationsSearch = z.object({
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
});

export const organizationTabs = [
  'overview',
  'below',
  'roles',
  'subAccounts',
  'centers',
  'lines',
  'dialogues',
  'policies',
  'keyUsers',
  'history',
] as const;
export type OrganizationTab = (typeof organizationTabs)[number];

/** The open tab stands in the address, with what was searched for or filtered in it; an unknown tab is the first. */
export const organizationSearch = z.object({
  tab: z.catch(z._default(z.enum(organizationTabs), 'overview'), 'overview'),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  closed: closedToo,
});
