import type { FirstPassword, OrganizationPolicies } from '@tenantry/contracts';
import { type Actor, decideOnOrganization } from '@tenantry/domain';
import { type OrganizationInPlace, toOrganization, visibleReference } from './find-organization';
import type { OwnPolicies } from './organization.schema';

/** What holds where no organization on the path says otherwise; the same as identity's. */
export type InstallationPolicies = {
  invitationValidDays: number;
  idleSeconds: number;
  supportEmail: string | null;
  tellMirrored: boolean;
  welcomeValidHours: number;
  resetValidHours: number;
  oneOffValidHours: number;
  firstPassword: FirstPassword;
  inactivityDays: number;
};

/** The policies in force in an organization: the nearest on its path that has a value gives it (A1). */
export function policiesOf(
  actor: Actor,
  organization: OrganizationInPlace,
  installation: InstallationPolicies,
): OrganizationPolicies {
  const inForce = <Name extends keyof OwnPolicies>(name: Name) => {
    const own = organization[name];
    const giver = organization.chain.findLast((each) => each[name] !== null);
    const value = giver?.[name] ?? installation[name];
    if (!giver) return { value, own, source: { from: 'installation' as const } };
    if (giver.id === organization.id) return { value, own, source: { from: 'own' as const } };
    return {
      value,
      own,
      source: { from: 'inherited' as const, organization: visibleReference(actor, giver) },
    };
  };
  return {
    organizationId: organization.id,
    version: organization.version,
    policies: {
      invitationValidDays: inForce('invitationValidDays'),
      idleSeconds: inForce('idleSeconds'),
      supportEmail: inForce('supportEmail'),
      tellMirrored: inForce('tellMirrored'),
      welcomeValidHours: inForce('welcomeValidHours'),
      resetValidHours: inForce('resetValidHours'),
      oneOffValidHours: inForce('oneOffValidHours'),
      firstPassword: inForce('firstPassword'),
      inactivityDays: inForce('inactivityDays'),
    },
    decision: decideOnOrganization(actor, 'organization.edit', toOrganization(organization)),
  };
}
