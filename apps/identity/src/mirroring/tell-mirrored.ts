import { type Language, mailMirrored } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import { sendCommand } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { displayName } from '../users/display-name';
import { subjectOf } from '../users/event-of';

const dayMs = 24 * 3_600_000;

type Mirroring = {
  user: UserState;
  administrator: UserState;
  reason: string;
  startedAt: Date;
  until: Date;
};

/** Asks the notifier to tell the user who acts as them and why, in the caller's transaction. */
export async function tellMirrored(
  tx: EntityManager,
  { user, administrator, reason, startedAt, until }: Mirroring,
): Promise<void> {
  const data = {
    userId: user.id,
    to: user.email,
    language: user.language as Language,
    byName: displayName(administrator),
    startedAt: startedAt.toISOString(),
    until: until.toISOString(),
    reason,
  };
  const expiresAt = new Date(startedAt.getTime() + dayMs);
  await sendCommand(tx, mailMirrored, data, { actor: subjectOf(administrator.id), expiresAt });
}
