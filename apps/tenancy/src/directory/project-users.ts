import type {
  MessageOf,
  userActivated,
  userCreated,
  userEmailChanged,
  userProfileChanged,
  userSignedIn,
} from '@tenantry/contracts';
import { rank } from '@tenantry/domain';
import { type HandlerContext, RetryableError } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { grantAccess } from '../access/grant-access';
import { organizationSchema } from '../organizations/organization.schema';
import { sortKey } from '../search/fold';
import { lockAccess } from '../service-centers/lock-access';
import { arrive, changeStatus } from './change-status';
import { userText } from './user-text';

/**
 * A user exists: gives them the access that their creator granted, and a row in the directory.
 * @throws {RetryableError} until their organization exists
 */
export async function addUser(
  { data, actor, time, sequence }: MessageOf<typeof userCreated>,
  { tx }: HandlerContext,
): Promise<void> {
  const { userId, organizationId, accountType, roleIds, modules, subAccountIds, personal } = data;
  const organization = await tx.findOneBy(organizationSchema, { id: organizationId });
  if (!organization)
    throw new RetryableError(
      `Organization ${organizationId} of user ${userId} does not exist yet: its event is to come.`,
    );
  const at = new Date(time);
  await grantAccess(tx, {
    userId,
    organizationId,
    path: organization.path,
    accountType,
    roleIds,
    modules,
    subAccountIds,
    actor,
    at,
  });
  // Erased meanwhile: the row stays, without what told who it was.
  const { userName = '', email = '', firstName = null, middleName = null, lastName = null } = personal ?? {};
  const names = { userName, email, firstName, middleName, lastName };
  await tx.query(
    `insert into directory (user_id, organization_id, path, rank, role_ids, user_name, email, first_name, middle_name,
       last_name, status, invitation_expires_at, created_at, version, search, sort_name)
     select $1, $2, $3, $4, a.role_ids, $5, $6, $7, $8, $9, 'pending', $10, $11, $12, $13, $14
     from access a where a.user_id = $1`,
    [
      userId,
      organizationId,
      organization.path,
      rank(accountType),
      userName,
      email,
      firstName,
      middleName,
      lastName,
      data.invitationExpiresAt,
      at,
      Number(sequence),
      userText(names),
      sortOf(names),
    ],
  );
}

/** The user has given their names, or confirmed them; from now on they count as active. */
export async function showActivated(
  { data, sequence }: MessageOf<typeof userActivated>,
  { tx }: HandlerContext,
): Promise<void> {
  await changeStatus(tx, data.userId, 'active', sequence, { invitationExpiresAt: null });
  const { firstName, lastName } = data.personal ?? { firstName: null, lastName: null };
  await rename(tx, data.userId, { firstName, lastName });
}

export async function showProfile(
  { data, sequence }: MessageOf<typeof userProfileChanged>,
  { tx }: HandlerContext,
): Promise<void> {
  await arrive(tx, data.userId, sequence);
  // Erased meanwhile: nobody is left to be named.
  await rename(tx, data.userId, data.personal ?? { firstName: null, middleName: null, lastName: null });
}

export async function showEmail(
  { data, sequence }: MessageOf<typeof userEmailChanged>,
  { tx }: HandlerContext,
): Promise<void> {
  await arrive(tx, data.userId, sequence);
  await rename(tx, data.userId, { email: data.personal?.to ?? '' });
}

/**
 * Whoever changes a user's directory row has locked their access before, in the order of the ids: else transactions about
 * several users could wait for each other in a circle.
 *
 * Sign-ins have an order of their own, beside that of the user's other events, so the user may still be to come.
 * @throws {RetryableError} until then
 */
export async function showSignIn(
  { data }: MessageOf<typeof userSignedIn>,
  { tx }: HandlerContext,
): Promise<void> {
  await lockAccess(tx, [data.userId]);
  const rows = await tx.query<unknown[]>(
    `with shown as (
       update directory set last_sign_in_on = greatest(last_sign_in_on, $2::date) where user_id = $1 returning 1
     ) select from shown`,
    [data.userId, data.day],
  );
  if (rows.length === 0)
    throw new RetryableError(`User ${data.userId} signed in before the directory knew them.`);
}

type Names = {
  userName: string;
  email: string;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
};

const sortOf = ({ lastName, firstName, userName }: Names): string => sortKey(lastName, firstName, userName);

/** Shows the user, whom the directory knows, under other names, and lets them be found by these. */
async function rename(tx: EntityManager, userId: string, change: Partial<Names>): Promise<void> {
  const [shown] = await tx.query<Names[]>(
    `select user_name as "userName", email, first_name as "firstName", middle_name as "middleName",
       last_name as "lastName" from directory where user_id = $1`,
    [userId],
  );
  if (!shown) throw new TypeError(`User ${userId} is not in the directory.`);
  const names = { ...shown, ...change };
  await tx.query(
    `update directory set email = $2, first_name = $3, middle_name = $4, last_name = $5, search = $6, sort_name = $7
     where user_id = $1`,
    [userId, names.email, names.firstName, names.middleName, names.lastName, userText(names), sortOf(names)],
  );
}
