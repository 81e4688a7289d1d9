import { useTranslation } from 'react-i18next';
import { setIdleLimit, type UserProfile } from '../api/identity';
import { Button, Group, Radio, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import { useUserCommand } from './use-user-command';

const bounds = { least: 60, most: 86_400 };

/** Seconds as they were typed; `null` where they are none that can be set. */
const secondsOf = (text: string): number | null => {
  const seconds = /^\d{1,6}$/.test(text.trim()) ? Number(text) : NaN;
  return seconds >= bounds.least && seconds <= bounds.most ? seconds : null;
};

/** Sets after how many seconds without activity this user is signed out, or leaves it to the policy (C9). */
export function IdleLimitDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  const form = useForm({
    initialValues: {
      whose: user.idleSeconds === null ? 'policy' : 'own',
      idleSeconds: String(user.idleLimit.seconds),
    },
    validate: {
      idleSeconds: (value, { whose }) =>
        whose === 'policy' || secondsOf(value) ? null : t('idleLimit.outside', bounds),
    },
  });
  const showProblems = useFieldProblems(form);
  const setting = useUserCommand(
    ({ whose, idleSeconds }: typeof form.values) =>
      setIdleLimit(user.userId, { idleSeconds: whose === 'policy' ? null : secondsOf(idleSeconds) }),
    { userId: user.userId, success: t('idleLimit.done', { name }), onDone: onClose },
  );
  return (
    <Dialog opened onClose={onClose} title={t('idleLimit.title', { name })}>
      <form
        noValidate
        data-trace="set idle limit"
        onSubmit={form.onSubmit((values) => setting.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={setting.error} />
          <Text>{t('idleLimit.text')}</Text>
          <Radio.Group label={t('idleLimit.whose')} {...form.getInputProps('whose')}>
            <Stack gap="xs" mt={6}>
              <Radio value="policy" label={t('idleLimit.policy')} data-autofocus />
              <Radio value="own" label={t('idleLimit.own')} />
            </Stack>
          </Radio.Group>
          {form.values.whose === 'own' && (
            <TextInput
              label={t('idleLimit.seconds')}
              description={t('idleLimit.range', bounds)}
              inputMode="numeric"
              required
              {...form.getInputProps('idleSeconds')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={setting.isPending} data-trace="set idle limit">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
