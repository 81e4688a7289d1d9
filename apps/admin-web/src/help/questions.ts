import type { Permission } from '../api/tenancy';
import type { ScreenName } from './screens';

/** What the questions are grouped by, in the order of the page. */
export const topics = ['account', 'users', 'status', 'access', 'centers', 'organizations'] as const;
type Topic = (typeof topics)[number];

type Described = {
  id: string;
  topic: Topic;
  /** The permission that it takes; `null` where everybody can do it. */
  needs: Permission | null;
  /** Where it is done. */
  screen: ScreenName;
  /** Of a user whose page is open: the tab where it is done. */
  tab?: 'diagnosis';
  /** The steps, from 1, that have a picture; `npm run pictures` takes them. */
  pictures?: readonly number[];
};

/** The questions of the help, in the order of the page; their texts stand in `i18n/locales/help`. */
export const questions = [
  { id: 'getAccount', topic: 'account', needs: null, screen: 'keyUsers' },
  { id: 'cannotSignIn', topic: 'account', needs: null, screen: 'users', tab: 'diagnosis' },
  { id: 'whyInactive', topic: 'account', needs: null, screen: 'policies' },
  { id: 'firstPassword', topic: 'account', needs: null, screen: 'policies' },
  { id: 'oneOffPassword', topic: 'account', needs: null, screen: 'account' },
  { id: 'ownPassword', topic: 'account', needs: null, screen: 'account' },
  { id: 'autoLogout', topic: 'account', needs: 'user.edit', screen: 'policies' },
  { id: 'findUsers', topic: 'users', needs: 'user.view', screen: 'users' },
  { id: 'exportUsers', topic: 'users', needs: 'user.export', screen: 'users' },
  { id: 'userDetails', topic: 'users', needs: 'user.view', screen: 'users' },
  { id: 'createUser', topic: 'users', needs: 'user.create', screen: 'users' },
  { id: 'inviteUsers', topic: 'users', needs: 'user.invite', screen: 'users' },
  { id: 'pendingInvitations', topic: 'users', needs: 'user.invite', screen: 'pending' },
  { id: 'editUser', topic: 'users', needs: 'user.edit', screen: 'users' },
  { id: 'noMail', topic: 'users', needs: 'user.edit', screen: 'users', tab: 'diagnosis' },
  { id: 'states', topic: 'status', needs: null, screen: 'users' },
  { id: 'deactivateUser', topic: 'status', needs: 'user.deactivate', screen: 'active', pictures: [1, 2, 3] },
  { id: 'activateUser', topic: 'status', needs: 'user.activate', screen: 'inactive', pictures: [1, 2] },
  { id: 'blockUser', topic: 'status', needs: 'user.block', screen: 'active' },
  { id: 'unblockUser', topic: 'status', needs: 'user.unblock', screen: 'blocked' },
  { id: 'removeUser', topic: 'status', needs: 'user.remove', screen: 'users' },
  {
    id: 'resetPassword',
    topic: 'status',
    needs: 'user.reset_password',
    screen: 'active',
    pictures: [1, 2, 3],
  },
  { id: 'accountTypes', topic: 'access', needs: 'user.access', screen: 'roles' },
  { id: 'modules', topic: 'access', needs: 'user.access', screen: 'subAccounts' },
  { id: 'delegate', topic: 'access', needs: 'user.access', screen: 'roles' },
  { id: 'dialogueLimit', topic: 'access', needs: 'dialogue.manage', screen: 'dialogues' },
  { id: 'hiddenAccount', topic: 'centers', needs: 'user.view', screen: 'visibility' },
  { id: 'ownCenter', topic: 'centers', needs: 'user.access', screen: 'users', pictures: [2, 3] },
  { id: 'copyCenters', topic: 'centers', needs: 'user.access', screen: 'users', pictures: [1, 2, 3] },
  { id: 'createOrganization', topic: 'organizations', needs: 'organization.manage', screen: 'organizations' },
  { id: 'assignLines', topic: 'organizations', needs: 'line.assign', screen: 'lines' },
  { id: 'mirrorUser', topic: 'organizations', needs: 'user.mirror', screen: 'users' },
  { id: 'switchOrganization', topic: 'organizations', needs: 'user.mirror', screen: 'organizations' },
] as const satisfies readonly Described[];

export type QuestionId = (typeof questions)[number]['id'];
export type Question = Described & { id: QuestionId };
