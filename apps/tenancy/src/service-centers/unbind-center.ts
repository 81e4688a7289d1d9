import type { Acting } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { lockBindingWorld } from './binding-world';
import { deleteBinding } from './write-bindings';
import type { By } from './write-center';

export type UnbindCenter = {
  acting: Acting;
  userId: string;
  centerId: string;
  /** Of the binding that the actor saw. */
  version: number;
};

/**
 * Unbinds a user from a service center and publishes `tenancy.access.service-center-unbound.v1` (A6).
 * @returns the user and the version of their access
 * @throws {Problem} those of {@link lockBindingWorld}, `service_center.binding_changed` where somebody else was faster
 */
export async function unbindCenter(
  tx: EntityManager,
  { acting, userId, centerId, version }: UnbindCenter,
  by: By,
): Promise<{ userId: string; version: number }> {
  const { access, binding } = await lockBindingWorld(tx, { acting, userId, centerId });
  if (binding?.version !== version) throw new Problem('service_center.binding_changed');
  const raised = await deleteBinding(tx, binding, by);
  return { userId: access.userId, version: raised ?? access.version };
}
