import type { Decision, ProblemCode, Rule } from '@tenantry/contracts';
import { Problem } from './problem';

const problemOf: Record<Rule, ProblemCode> = {
  outside_subtree: 'permission.missing',
  rank_too_low: 'permission.missing',
  center_not_owned: 'service_center.not_owned',
  permission_missing: 'permission.missing',
  grant_above_own_rank: 'grant.not_allowed',
  grant_not_held: 'grant.not_allowed',
  role_needs_higher_account_type: 'grant.not_allowed',
  module_for_administrators: 'grant.not_allowed',
  not_of_organization: 'grant.not_allowed',
  self: 'user.self',
  last_master: 'user.last_master',
  not_operator: 'permission.missing',
  actor_not_active: 'permission.missing',
  own_organization: 'organization.own',
  decided_above: 'permission.missing',
  kind_not_allowed: 'organization.kind_not_allowed',
  too_deep: 'organization.too_deep',
  wrong_status: 'organization.wrong_status',
  mirroring: 'mirroring.not_allowed',
};

/**
 * Passes what tenancy allows.
 * @param notFound what is answered where the actor does not see the subject: such a refusal tells nothing (rules, Answers)
 * @throws {Problem} otherwise; to an actor who sees the subject it names the rule and what would mend it (A9)
 */
export function requireAllowed(decision: Decision | undefined, notFound: ProblemCode): void {
  if (!decision) throw new Problem('decision.unavailable', { retryAfterSeconds: 1 });
  if (decision.allowed) return;
  if (!decision.visible) throw new Problem(notFound);
  const { rule, mend } = decision;
  throw new Problem(problemOf[rule], { extensions: { rule, mend } });
}
