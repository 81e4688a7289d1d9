import { type Language, mailNewDevice } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import { sendCommand } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { subjectOf } from '../users/event-of';
import type { Origin } from './origin-of';

const dayMs = 24 * 3_600_000;

/** Asks the notifier to tell the user of a sign-in from a device that was not known, in the caller's transaction. */
export async function tellNewDevice(
  tx: EntityManager,
  { id: userId, email: to, language }: UserState,
  { browser, system }: Pick<Origin, 'browser' | 'system'>,
  at: Date,
): Promise<void> {
  const data = {
    userId,
    to,
    language: language as Language,
    signedInAt: at.toISOString(),
    browser,
    system,
  };
  const expiresAt = new Date(at.getTime() + 2 * dayMs);
  await sendCommand(tx, mailNewDevice, data, { actor: subjectOf(userId), expiresAt });
}
