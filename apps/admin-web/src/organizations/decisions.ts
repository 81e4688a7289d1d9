import type { OrganizationAct, OrganizationDetails } from '../api/organizations';
import { useReason } from '../user/decision-text';

/** @returns a function that says why an act on the organization is refused; `null` where it is allowed */
export function useActRefusal(organization: OrganizationDetails): (act: OrganizationAct) => string | null {
  const reason = useReason();
  return (act) => reason(organization.acts.find((one) => one.act === act)?.decision);
}
