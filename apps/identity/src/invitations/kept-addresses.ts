import { type InvitationOutcome, inviteUsersRequestSchema, type ProblemCode } from '@tenantry/contracts';
import { z } from 'zod';
import type { BulkItem } from '../bulk/bulk-act';

/** What all addresses of a job are invited to; kept once, with the job. */
export const keptInvitationSchema = inviteUsersRequestSchema.omit({ addresses: true });

const inputSchema = z.object({ address: z.string() });

/**
 * An address as an item of a job, as it was typed.
 * @param malformedAt where it stands in the list, if it is no address: such a text may be too long for a key
 */
export const itemOf = (address: string, malformedAt?: number) =>
  malformedAt === undefined ? { key: address } : { key: `#${malformedAt + 1}`, input: { address } };

/** The address that an item stands for, as {@link itemOf} has made it. */
export const addressOf = ({ key, input }: Pick<BulkItem, 'key' | 'input'>): string =>
  input === null ? key : inputSchema.parse(input).address;

const refusals = {
  already_user: 'invitation.already_user',
  already_invited: 'invitation.already_invited',
  disposable: 'invitation.disposable',
  malformed: 'invitation.malformed',
} as const satisfies Record<Exclude<InvitationOutcome, 'invited'>, ProblemCode>;

/** The code of an item whose address was not invited. */
export const codeOfOutcome = (outcome: keyof typeof refusals) => refusals[outcome];

/** @returns undefined where the item has none yet, or failed for something else */
export function outcomeOfItem({
  state,
  problem,
}: {
  state: string;
  problem: string | null;
}): InvitationOutcome | undefined {
  if (state === 'done') return 'invited';
  return (Object.keys(refusals) as (keyof typeof refusals)[]).find(
    (outcome) => refusals[outcome] === problem,
  );
}
