import { randomUUID } from 'node:crypto';
import {
  type AnyEvent,
  type FactsOf,
  organizationClosed,
  organizationCreated,
  type OrganizationKind,
  organizationKeyUsersChanged,
  organizationPoliciesChanged,
  organizationReopened,
  type OrganizationStatus,
  organizationSuspended,
  toSequence,
} from '@tenantry/contracts';
import type { Identity } from './start-identity';

const versions = new Map<string, number>();

/** Applies an event of tenancy as the consumer does, in its order. `attempt` is 1 at the first try. */
async function tell<E extends AnyEvent>(
  identity: Identity,
  event: E,
  facts: FactsOf<E> & { organizationId: string },
  { attempt = 1, personal = null as object | null } = {},
): Promise<void> {
  const { organizationId } = facts;
  const version = (versions.get(organizationId) ?? 1) + 1;
  const subscription = identity.subscribed.find(({ definition }) => definition.type === event.type);
  if (!subscription) throw new Error(`identity does not listen to ${event.type}`);
  const message = event.schema.parse({
    specversion: '1.0',
    id: randomUUID(),
    source: 'tenantry/tenancy',
    type: event.type,
    subject: `organization/${organizationId}`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: '',
    sequence: toSequence(version),
    actor: 'service/tenancy',
    environment: 'test',
    data: { ...facts, ...(event.personal ? { personal } : {}) },
  });
  await identity.database.transaction((tx) =>
    subscription.handle(message as never, { tx, attempt, replayed: false }),
  );
  versions.set(organizationId, version);
}

/** An organization at the end of this path: a new one, or one that was known without its place. */
export async function place(identity: Identity, path: readonly string[], kind: OrganizationKind = 'company') {
  const organizationId = path.at(-1) ?? '';
  const facts = { organizationId, parentId: path.at(-2) ?? null, kind, name: 'Acme Fountain Pens' };
  await tell(identity, organizationCreated, { ...facts, path: [...path] });
}

const eventOf = {
  suspended: organizationSuspended,
  closed: organizationClosed,
  active: organizationReopened,
};

/** Tenancy has suspended, closed or reopened the organization. */
export const setStatus = (
  identity: Identity,
  organizationId: string,
  status: OrganizationStatus,
  attempt = 1,
) => tell(identity, eventOf[status], { organizationId, path: [organizationId] }, { attempt });

type Policies = FactsOf<typeof organizationPoliciesChanged>['policies'];

/** The organization's own policies from now on. */
export const setPolicies = (identity: Identity, organizationId: string, policies: Partial<Policies>) =>
  tell(identity, organizationPoliciesChanged, {
    organizationId,
    policies: { invitationValidDays: null, idleSeconds: null, supportEmail: null, ...policies },
  });

/** The organization's key users from now on. */
export const nameKeyUsers = (identity: Identity, organizationId: string, userIds: string[]) =>
  tell(identity, organizationKeyUsersChanged, { organizationId, userIds });
