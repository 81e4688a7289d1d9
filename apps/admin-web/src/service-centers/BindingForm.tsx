import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userServiceCenterQuery } from '../api/access-queries';
import { bindServiceCenter, type BindServiceCenter, type UserServiceCenter } from '../api/service-centers';
import { ApiProblem } from '../api/problem';
import { Button, Checkbox, Group, Skeleton, Stack } from '../ui/basics';
import { CheckTree } from '../ui/CheckTree';
import { FormProblem } from '../ui/FormProblem';
import { ErrorState } from '../ui/States';
import { toastSuccess } from '../ui/toast';
import type { Choice } from '../ui/tri-state';
import { useReason } from '../user/decision-text';
import { choiceOf } from './binding';
import { useBindingCommand } from './use-binding-command';

type BindingFormProps = {
  userId: string;
  center: { serviceCenterId: string; name: string };
  onClose: () => void;
  /** Back to choosing a service center. */
  onBack: (() => void) | undefined;
};

/** What a binding opens: all or some customers and entities, and the lock. */
export function BindingForm({ userId, center, onClose, onBack }: BindingFormProps) {
  const { t } = useTranslation();
  const known = useQuery(userServiceCenterQuery(userId, center.serviceCenterId));
  if (known.error && !known.data)
    return <ErrorState error={known.error} onRetry={() => void known.refetch()} />;
  if (!known.data)
    return (
      <Stack aria-label={t('state.loading')} role="status">
        <Skeleton height={20} />
        <Skeleton height={120} />
      </Stack>
    );
  // What was read anew after somebody else's change begins anew.
  return (
    <Fields
      key={known.data.version}
      userId={userId}
      binding={known.data}
      onClose={onClose}
      onBack={onBack}
      onChanged={() => void known.refetch()}
    />
  );
}

type FieldsProps = Omit<BindingFormProps, 'center'> & { binding: UserServiceCenter; onChanged: () => void };

function Fields({ userId, binding, onClose, onBack, onChanged }: FieldsProps) {
  const { t } = useTranslation();
  const reason = useReason();
  const bound = binding.version !== null;
  const [owned, setOwned] = useState(binding.owned);
  const [customers, setCustomers] = useState<Choice>(() => choiceOf(binding.customers, bound));
  const [entities, setEntities] = useState<Choice>(() => choiceOf(binding.entities, bound));
  const lockRefused = reason(binding.acts.find(({ act }) => act === 'toggle_lock')?.decision);
  const saving = useBindingCommand(
    userId,
    (body: BindServiceCenter) => bindServiceCenter(userId, binding.serviceCenterId, body),
    () => {
      toastSuccess(t(bound ? 'bind.changed' : 'bind.done', { center: binding.name }));
      onClose();
    },
  );
  const changedMeanwhile =
    saving.error instanceof ApiProblem && saving.error.is('service_center.binding_changed');
  const save = () =>
    saving.mutate({
      version: binding.version,
      owned,
      customerIds: customers && [...customers],
      entityIds: entities && [...entities],
    });
  const optionsOf = ({ parts }: UserServiceCenter['customers']) =>
    parts.map(({ partId, name, mayGive }) => ({
      id: partId,
      label: name,
      refused: mayGive ? null : t('rule.grant_not_held'),
    }));
  return (
    <Stack>
      <FormProblem error={saving.error} />
      {changedMeanwhile && (
        <Group>
          <Button variant="default" onClick={onChanged}>
            {t('bind.readAgain')}
          </Button>
        </Group>
      )}
      <CheckTree
        label={t('centers.customers.label')}
        allLabel={t('bind.allCustomers')}
        allRefused={binding.customers.mayGiveAll ? null : t('rule.grant_not_held')}
        options={optionsOf(binding.customers)}
        choice={customers}
        onChange={setCustomers}
        none={t('centers.noCustomers')}
      />
      <CheckTree
        label={t('centers.entities.label')}
        allLabel={t('bind.allEntities')}
        allRefused={binding.entities.mayGiveAll ? null : t('rule.grant_not_held')}
        options={optionsOf(binding.entities)}
        choice={entities}
        onChange={setEntities}
        none={t('centers.noEntities')}
      />
      <Checkbox
        label={t('lock.field')}
        description={lockRefused ?? t('lock.help')}
        checked={owned}
        disabled={Boolean(lockRefused)}
        onChange={(event) => setOwned(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack ?? onClose}>
          {t(onBack ? 'bind.back' : 'action.cancel')}
        </Button>
        <Button loading={saving.isPending} onClick={save} data-trace="bind service center">
          {t(bound ? 'action.save' : 'bind.submit')}
        </Button>
      </Group>
    </Stack>
  );
}
