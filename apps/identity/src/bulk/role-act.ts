import { changeRoleOfUser } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import { writtenBy } from '@tenantry/service-defaults';
import { z } from 'zod';
import type { BulkActDefinition } from './bulk-act';

/** A job of ten thousand must not stand before all else that tenancy has to do. */
const mostOnTheirWay = 50;

const settingsSchema = z.object({ role: z.string() });

/**
 * Gives users a role, or takes it from them (A2). Access is tenancy's: it does this to each and decides then, as for a change
 * of the access of that one alone, so nothing is asked before.
 */
export const changeRole = (change: 'add' | 'remove'): BulkActDefinition => ({
  mostOnTheirWay,
  questions: () => Promise.resolve([]),
  carryOut({ position, key, userId }, { jobId, acting, settings, handOver }) {
    const { role } = settingsSchema.parse(settings);
    const item = { jobId, position, ...acting, userId: userId ?? key, roleId: role, change };
    const { actor } = writtenBy(acting);
    return handOver((tx, { attempt, expiresAt }) =>
      sendCommand(tx, changeRoleOfUser, { ...item, attempt }, { actor, expiresAt }),
    );
  },
  isDoneAlready: () => false,
});
