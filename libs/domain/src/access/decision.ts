/** Which rule refused (A9). */
export type Rule =
  | 'outside_subtree'
  | 'rank_too_low'
  | 'center_not_owned'
  | 'permission_missing'
  | 'grant_above_own_rank'
  | 'grant_not_held'
  | 'role_needs_higher_account_type'
  | 'module_for_administrators'
  | 'not_of_organization'
  | 'self'
  | 'last_master'
  | 'not_operator'
  | 'actor_not_active'
  | 'own_organization'
  | 'decided_above'
  | 'kind_not_allowed'
  | 'too_deep'
  | 'wrong_status'
  | 'mirroring';

/** What would mend the refusal (A9). */
export type Mend =
  | 'ask_organization_above'
  | 'ask_higher_rank'
  | 'take_ownership'
  | 'ask_for_permission'
  | 'grant_lower_account_type'
  | 'grant_less'
  | 'raise_account_type'
  | 'choose_from_organization'
  | 'ask_another_administrator'
  | 'name_another_master_first'
  | 'ask_operator'
  | 'choose_organization_above'
  | 'change_status_first'
  | 'stop_mirroring';

/** An access decision as an object: allowed, or the rule that refused, what would mend it, and whether the actor sees the subject. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: Rule; readonly mend: Mend; readonly visible: boolean };

export const allowed: Decision = { allowed: true };

const mends: Record<Rule, Mend> = {
  outside_subtree: 'ask_organization_above',
  rank_too_low: 'ask_higher_rank',
  center_not_owned: 'take_ownership',
  permission_missing: 'ask_for_permission',
  grant_above_own_rank: 'grant_lower_account_type',
  grant_not_held: 'grant_less',
  role_needs_higher_account_type: 'raise_account_type',
  module_for_administrators: 'raise_account_type',
  not_of_organization: 'choose_from_organization',
  self: 'ask_another_administrator',
  last_master: 'name_another_master_first',
  not_operator: 'ask_operator',
  actor_not_active: 'ask_another_administrator',
  own_organization: 'ask_organization_above',
  decided_above: 'ask_organization_above',
  kind_not_allowed: 'choose_organization_above',
  too_deep: 'choose_organization_above',
  wrong_status: 'change_status_first',
  mirroring: 'stop_mirroring',
};

/** A refusal by `rule`; `visible` says whether the actor sees the subject (if not, the answer to them is 404). */
export const refused = (rule: Rule, visible: boolean): Decision => ({
  allowed: false,
  rule,
  mend: mends[rule],
  visible,
});
