import type { accountOpened, MessageOf } from '@tenantry/contracts';
import { type HandlerContext, NonRetryableError, RetryableError } from '@tenantry/messaging';
import { IsNull } from 'typeorm';
import { createOrganization } from './create-organization';
import { organizationSchema } from './organization.schema';

/**
 * Makes the organization of an account that was opened (C11): the operator is the root, everybody else is placed
 * below it. Its master follows with the next event of the same subject, see access/grant-access.ts.
 * @throws {RetryableError} until the root exists @throws {NonRetryableError} for a second root
 */
export async function openAccount(
  { data, actor, time }: MessageOf<typeof accountOpened>,
  { tx }: HandlerContext,
): Promise<void> {
  const root = await tx.findOneBy(organizationSchema, { parentId: IsNull() });
  const isOperator = data.organizationKind === 'operator';
  if (isOperator && root)
    throw new NonRetryableError(
      `This installation has its operator already: ${root.id}. There is one root only.`,
    );
  if (!isOperator && !root)
    throw new RetryableError(
      'The root organization does not exist yet: run the bootstrap command of identity, then this account is placed below the root.',
    );
  await createOrganization(tx, {
    id: data.organizationId,
    kind: data.organizationKind,
    name: data.organizationName,
    parent: root,
    actor,
    at: new Date(time),
  });
}
