import type { Acting, InviteUsersRequest } from '@tenantry/contracts';
import { type DecisionClient, type Once, Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { storeBulkJob } from '../bulk/bulk-job';
import { type BulkJob, findJob } from '../bulk/find-jobs';
import type { Transact } from '../transact';
import { requireMayInvite } from './invite-users';
import { itemOf, keptInvitationSchema } from './kept-addresses';
import { sortAddresses } from './sort-addresses';

export type StartInvitations = InviteUsersRequest & {
  acting: Acting;
  /** Counts so many addresses; @throws {Problem} 429 `rate.limited` */
  takeInvitations: (addresses: number) => Promise<void>;
};
type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  wakeJobs: () => void;
};

const mostAddresses = 10_000;

/**
 * Begins to invite more addresses than one answer serves well, each an item of a job with the outcome that the answer would
 * give it (L9).
 * Problems: 422 `invitation.too_many_addresses`, 429 `rate.limited`, and those of `requireMayInvite`.
 */
export const startInvitations =
  (deps: Deps) =>
  async (
    { addresses, takeInvitations, acting, ...invitation }: StartInvitations,
    once?: Once,
  ): Promise<BulkJob> => {
    if (addresses.length > mostAddresses)
      throw new Problem('invitation.too_many_addresses', { extensions: { limit: mostAddresses } });
    await requireMayInvite(deps, { ...invitation, acting });
    const { typed, refused } = sortAddresses(addresses);
    const items = [...typed].map(([email, address], at) =>
      itemOf(address, refused.get(email) === 'malformed' ? at : undefined),
    );
    const job = await deps.transact(async (tx) => {
      // Here, where neither what is refused nor a repeat comes: they cost nothing.
      await takeInvitations(items.length);
      const jobId = await storeBulkJob(tx, {
        act: 'invite_users',
        acting,
        comment: null,
        settings: keptInvitationSchema.parse(invitation),
        items,
      });
      return findJob(tx, { jobId, acting });
    }, once);
    deps.wakeJobs();
    return job;
  };
