import type { EntityManager } from 'typeorm';
import { storeCodes } from '../credentials/codes';
import { requestMail } from '../mails/request-mail';
import { insertNewcomers } from '../users/user.repository';
import type { NewInvitation } from './new-invitation';

/**
 * Stores invitations in the caller's transaction: users with their events, codes, and the commands that mail the links.
 * @returns those that were stored; the others lost their address or user name to somebody in the meantime
 */
export async function storeInvitations(
  tx: EntityManager,
  invitations: readonly NewInvitation[],
  actor: string,
): Promise<NewInvitation[]> {
  const ids = await insertNewcomers(
    tx,
    invitations.map(({ newcomer }) => newcomer),
  );
  const stored = invitations.filter(({ newcomer }) => ids.has(newcomer.user.id));
  await storeCodes(
    tx,
    stored.map(({ code }) => code),
  );
  for (const { mail } of stored) await requestMail(tx, mail, actor);
  return stored;
}
