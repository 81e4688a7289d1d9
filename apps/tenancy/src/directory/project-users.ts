import type {
  invitationExpired,
  MessageOf,
  statusConfirmed,
  userActivated,
  userBlocked,
  userCreated,
  userMirroringStarted,
  userMirroringStopped,
  userSignedIn,
  userUnblocked,
  UserStatus,
} from '@tenantry/contracts';
import { rank } from '@tenantry/domain';
import { type HandlerContext, RetryableError } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { accessSchema } from '../access/access.schema';
import { grantAccess } from '../access/grant-access';
import { releaseClaim, releaseClaims } from '../access/master-claims';
import { lockAccess } from '../service-centers/lock-access';
import { organizationSchema } from '../organizations/organization.schema';
import { searchText, sortKey } from '../search/fold';

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
  const { userName, email, firstName, lastName } = personal ?? {
    userName: '',
    email: '',
    firstName: null,
    lastName: null,
  };
  await tx.query(
    `insert into directory (user_id, organization_id, path, rank, user_name, email, first_name, last_name, status,
       invitation_expires_at, created_at, version, search, sort_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $12, $13)`,
    [
      userId,
      organizationId,
      organization.path,
      rank(accountType),
      userName,
      email,
      firstName,
      lastName,
      data.invitationExpiresAt,
      at,
      Number(sequence),
      searchText(firstName, lastName, userName, email),
      sortKey(lastName, firstName, userName),
    ],
  );
}

/** The user has given their names; from now on they count as active. */
export async function showActivated(
  { data, sequence }: MessageOf<typeof userActivated>,
  { tx }: HandlerContext,
): Promise<void> {
  const shown = await changeStatus(tx, data.userId, 'active', sequence);
  const firstName = data.personal?.firstName ?? null;
  const lastName = data.personal?.lastName ?? null;
  await tx.query(
    `update directory set first_name = $2, last_name = $3, invitation_expires_at = null, search = $4, sort_name = $5
     where user_id = $1`,
    [
      data.userId,
      firstName,
      lastName,
      searchText(firstName, lastName, shown.userName, shown.email),
      sortKey(lastName, firstName, shown.userName),
    ],
  );
}

export async function showBlocked(
  { data, sequence }: MessageOf<typeof userBlocked>,
  { tx }: HandlerContext,
): Promise<void> {
  await changeStatus(tx, data.userId, 'blocked', sequence);
  await tx.query(`update directory set blocked_reason = $2 where user_id = $1`, [
    data.userId,
    data.personal?.reason ?? null,
  ]);
}

export async function showUnblocked(
  { data, sequence }: MessageOf<typeof userUnblocked>,
  { tx }: HandlerContext,
): Promise<void> {
  await changeStatus(tx, data.userId, 'active', sequence);
  await tx.query(`update directory set blocked_reason = null where user_id = $1`, [data.userId]);
}

export async function showInvitationExpired(
  { data, sequence }: MessageOf<typeof invitationExpired>,
  { tx }: HandlerContext,
): Promise<void> {
  await changeStatus(tx, data.userId, 'pending', sequence);
  await tx.query(`update directory set invitation_expired = true where user_id = $1`, [data.userId]);
}

/** What was allowed before and is not done by now is not done any more: the user counts again, if they are active. */
export async function showConfirmed(
  { data, sequence }: MessageOf<typeof statusConfirmed>,
  { tx }: HandlerContext,
): Promise<void> {
  await changeStatus(tx, data.userId, data.status, sequence);
  await releaseClaim(tx, data.claimId);
}

/**
 * Nothing that the directory shows has changed; whoever asks for this version of the user finds that it has arrived, and
 * what was allowed on an earlier one is not done any more.
 */
export async function showUnchanged(
  { data, sequence }: MessageOf<typeof userMirroringStarted> | MessageOf<typeof userMirroringStopped>,
  { tx }: HandlerContext,
): Promise<void> {
  await lockAccess(tx, [data.userId]);
  await releaseClaims(tx, data.userId, Number(sequence));
  await tx.query(`update directory set version = $2 where user_id = $1`, [data.userId, Number(sequence)]);
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

/** Status in both tables at once, and the claims on earlier versions: what is decided and what is shown never differ. */
async function changeStatus(
  tx: EntityManager,
  userId: string,
  status: UserStatus,
  sequence: string,
): Promise<{ userName: string; email: string }> {
  await tx.update(accessSchema, { userId }, { status });
  await releaseClaims(tx, userId, Number(sequence));
  const [shown] = await tx.query<{ userName: string; email: string }[]>(
    `with shown as (
       update directory set status = $2, version = $3 where user_id = $1 returning user_name, email
     ) select user_name as "userName", email from shown`,
    [userId, status, Number(sequence)],
  );
  if (!shown)
    throw new RetryableError(
      `User ${userId} is not in the directory yet: the event that created them is to come.`,
    );
  return shown;
}
