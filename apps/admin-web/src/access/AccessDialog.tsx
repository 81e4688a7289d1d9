import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAccess, type Grantable } from '../api/access';
import { grantableQuery } from '../api/access-queries';
import { ApiProblem } from '../api/problem';
import { userAccessQuery } from '../api/queries';
import type { UserAccess } from '../api/tenancy';
import { Button, Group, Radio, Skeleton, Stack } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { ErrorState } from '../ui/States';
import { toastSuccess } from '../ui/toast';
import { useReason } from '../user/decision-text';
import { AccessFields } from './AccessFields';
import { type AccessDraft, draftOf, fitting } from './fitting';
import { WhatChanged } from './WhatChanged';

type AccessDialogProps = { userId: string; name: string; access: UserAccess; onClose: () => void };

/** Changes what a user may do, with what may be given and what not, and why not. */
export function AccessDialog({ userId, name, access, onClose }: AccessDialogProps) {
  const { t } = useTranslation();
  const grantable = useQuery(grantableQuery(access.organization.organizationId));
  return (
    <Dialog opened onClose={onClose} size="lg" title={t('access.title', { name })}>
      {grantable.error && !grantable.data ? (
        <ErrorState error={grantable.error} onRetry={() => void grantable.refetch()} />
      ) : grantable.data ? (
        <Fields userId={userId} name={name} access={access} grantable={grantable.data} onClose={onClose} />
      ) : (
        <Stack role="status" aria-label={t('state.loading')}>
          <Skeleton height={90} />
          <Skeleton height={160} />
        </Stack>
      )}
    </Dialog>
  );
}

type FieldsProps = AccessDialogProps & { grantable: Grantable };

function Fields({ userId, name, access, grantable, onClose }: FieldsProps) {
  const { t } = useTranslation();
  const reason = useReason();
  const queryClient = useQueryClient();
  // What the draft stands on; a change by somebody else is shown against it.
  const [seen, setSeen] = useState(access);
  const [changed, setChanged] = useState<{ before: UserAccess; after: UserAccess } | null>(null);
  const [draft, setDraft] = useState<AccessDraft>(() => draftOf(access));
  const there = withWhatIsHeld(grantable, seen);
  const saving = useMutation({
    mutationFn: () => changeAccess(userId, { ...fitting(draft, there), version: seen.version }),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      await queryClient.invalidateQueries({ queryKey: ['user', userId] });
      toastSuccess(t('access.done', { name }));
      onClose();
    },
    onError: async (error) => {
      if (!(error instanceof ApiProblem && error.is('access.changed'))) return;
      const now = await queryClient.fetchQuery({ ...userAccessQuery(userId), staleTime: 0 });
      setChanged({ before: seen, after: now });
      setSeen(now);
    },
  });
  return (
    <form
      noValidate
      data-trace="change access"
      aria-label={t('access.title', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        setChanged(null);
        saving.mutate();
      }}
    >
      <Stack>
        {changed ? (
          <WhatChanged {...changed} onTake={() => setDraft(draftOf(changed.after))} />
        ) : (
          <FormProblem error={saving.error} />
        )}
        <Radio.Group
          label={t('users.column.accountType')}
          labelProps={{ fw: 600 }}
          value={draft.accountType}
          onChange={(next) => {
            const chosen = grantable.accountTypes.find(({ accountType }) => accountType === next);
            if (chosen) setDraft({ ...draft, accountType: chosen.accountType });
          }}
        >
          <Stack gap="xs" mt={6}>
            {grantable.accountTypes.map(({ accountType, decision }) => {
              const refused = accountType === seen.accountType ? null : reason(decision);
              return (
                <Radio
                  key={accountType}
                  value={accountType}
                  label={t(`accountType.${accountType}`)}
                  description={refused ?? t(`accountType.help.${accountType}`)}
                  disabled={refused !== null}
                />
              );
            })}
          </Stack>
        </Radio.Group>
        <AccessFields
          organizationId={seen.organization.organizationId}
          there={there}
          kept={draftOf(seen)}
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} data-trace="change access">
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the user holds stands in the list even where nobody could give it any more, and beyond the first page. */
function withWhatIsHeld(grantable: Grantable, access: UserAccess): Grantable {
  const decision = { allowed: true } as const;
  const missing = <Item, Key>(held: readonly Item[], there: readonly Item[], keyOf: (item: Item) => Key) =>
    held
      .filter((item) => !there.some((one) => keyOf(one) === keyOf(item)))
      .map((item) => ({ ...item, decision }));
  return {
    ...grantable,
    roles: [...grantable.roles, ...missing(access.roles, grantable.roles, (role) => role.roleId)],
    modules: [...grantable.modules, ...missing(access.modules, grantable.modules, (one) => one.key)],
    subAccounts: [
      ...grantable.subAccounts,
      ...missing(access.subAccounts ?? [], grantable.subAccounts, (one) => one.subAccountId),
    ],
  };
}
