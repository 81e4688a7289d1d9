import type { Decision } from '@tenantry/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grantable } from '../api/access';
import { useRoleText } from '../roles/use-role-text';
import { Checkbox, Stack } from '../ui/basics';
import { CheckTree } from '../ui/CheckTree';
import { ListSearch, type More, NoneListed, searchFrom } from '../ui/ListSearch';
import { matchParts } from '../ui/match-parts';
import { useReason } from '../user/decision-text';
import { type AccessDraft, mayHold } from './fitting';
import { useFindGrantable } from './use-find-grantable';

type AccessFieldsProps = {
  organizationId: string;
  /** Roles, modules and sub-accounts that there are, with whether the person may give them. */
  there: Pick<Grantable, 'roles' | 'modules' | 'subAccounts' | 'allSubAccounts'>;
  /** What the user has already and may keep, whoever gave it. */
  kept: { roleIds: readonly string[]; modules: readonly string[]; subAccountIds: readonly string[] | null };
  draft: AccessDraft;
  onChange: (change: Partial<AccessDraft>) => void;
};

/** Roles, modules and sub-accounts to tick; what may not be given is disabled and says why. */
export function AccessFields({ organizationId, there, kept, draft, onChange }: AccessFieldsProps) {
  const { t } = useTranslation();
  const reason = useReason();
  const roleText = useRoleText();
  const { accountType, roleIds, modules } = draft;
  const moreRoles = useFindGrantable(organizationId, 'roles');
  const moreSubAccounts = useFindGrantable(organizationId, 'subAccounts');
  const refusedUnlessKept = (isKept: boolean, decision: Decision) => (isKept ? null : reason(decision));
  return (
    <Stack>
      <Ticks
        label={t('access.roles')}
        options={there.roles.map((role) => ({
          id: role.roleId,
          ...roleText(role),
          refused: mayHold(accountType, role.lowestAccountType)
            ? refusedUnlessKept(kept.roleIds.includes(role.roleId), role.decision)
            : `${t('rule.role_needs_higher_account_type')} ${t('mend.raise_account_type')}`,
        }))}
        more={moreRoles}
        chosen={roleIds}
        onChange={(next) => onChange({ roleIds: next })}
      />
      <Ticks
        label={t('access.modules')}
        options={there.modules.map((module) => ({
          id: module.key,
          name: module.name,
          help: module.adminOnly ? t('modules.adminOnly') : '',
          refused:
            module.adminOnly && accountType === 'standard'
              ? `${t('rule.module_for_administrators')} ${t('mend.raise_account_type')}`
              : refusedUnlessKept(kept.modules.includes(module.key), module.decision),
        }))}
        chosen={modules}
        onChange={(next) => onChange({ modules: next })}
      />
      <CheckTree
        label={t('access.subAccounts')}
        allLabel={t('access.allSubAccounts')}
        allRefused={refusedUnlessKept(kept.subAccountIds === null, there.allSubAccounts)}
        options={there.subAccounts.map((one) => ({
          id: one.subAccountId,
          label: one.name,
          refused: refusedUnlessKept(
            kept.subAccountIds === null || kept.subAccountIds.includes(one.subAccountId),
            one.decision,
          ),
        }))}
        choice={draft.subAccountIds}
        onChange={(subAccountIds) => onChange({ subAccountIds })}
        none={t('access.noneThere')}
        more={moreSubAccounts}
      />
    </Stack>
  );
}

type TicksProps = {
  label: string;
  options: readonly { id: string; name: string; help: string; refused: string | null }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Where there can be more than these. */
  more?: More;
};

function Ticks({ label, options, chosen, onChange, more }: TicksProps) {
  const [q, setQ] = useState('');
  const shown = q.trim()
    ? options.filter(({ name }) => matchParts(name, q).some((part) => part.match))
    : options;
  return (
    <Checkbox.Group label={label} labelProps={{ fw: 600 }} value={[...chosen]} onChange={onChange}>
      {(more?.partial || options.length >= searchFrom) && (
        <ListSearch label={label} value={q} onChange={setQ} listed={options.length} more={more} />
      )}
      <Stack gap="xs" mt={6}>
        {shown.map(({ id, name, help, refused }) => {
          // What does not fit is not given, even if it was chosen before the account type was lowered.
          const disabled = refused !== null;
          return disabled ? (
            <Checkbox key={id} label={name} description={refused} checked={false} disabled readOnly />
          ) : (
            <Checkbox key={id} value={id} label={name} description={help || undefined} />
          );
        })}
        {shown.length === 0 && <NoneListed more={more} />}
      </Stack>
    </Checkbox.Group>
  );
}
