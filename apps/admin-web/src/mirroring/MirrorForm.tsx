import {
  IconArrowRight,
  IconClock,
  IconEye,
  IconHistory,
  IconLock,
  type Icon as IconType,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { startMirroring } from '../api/identity';
import { HelpNote } from '../help/HelpNote';
import { useSignedIn } from '../session/me-context';
import { OwnPassword } from '../session/OwnPassword';
import { isWrongPassword } from '../session/wrong-password';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { Initials } from '../ui/Initials';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import classes from './MirrorForm.module.css';
import { useAccountChange } from './use-account-change';
import { rememberWhereBegun } from './where-begun';

export type Mirrored = {
  userId: string;
  userName: string;
  firstName: string | null;
  lastName: string | null;
};

type MirrorFormProps = {
  user: Mirrored;
  onClose: () => void;
  /** Back to choosing somebody. */
  onBack?: () => void;
};

export function MirrorForm({ user, onClose, onBack }: MirrorFormProps) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const router = useRouter();
  const change = useAccountChange();
  const form = useForm({
    initialValues: { reason: '', password: '' },
    validate: {
      reason: (value) => (value.trim() ? null : t('block.reasonRequired')),
      password: (value) => (value ? null : t('field.required')),
    },
  });
  const showProblems = useFieldProblems(form);
  const starting = useMutation({
    mutationFn: (values: typeof form.values) => startMirroring({ userId: user.userId, ...values }),
    onSuccess: (mirrored) => {
      rememberWhereBegun(mirrored, router.state.location.href);
      change(mirrored, '/');
    },
    onError: (error) => {
      showProblems(error);
      if (!isWrongPassword(error)) return;
      form.setValues({ password: '' });
      form.setFieldError('password', t('problem.password.wrong'));
      form.getInputNode('password')?.focus();
    },
  });
  const names = { own: displayName(session), name: displayName(user) };
  return (
    <form noValidate data-trace="act as a user" onSubmit={form.onSubmit((values) => starting.mutate(values))}>
      <Stack>
        {!isWrongPassword(starting.error) && <FormProblem error={starting.error} />}
        <HelpNote about={['mirrorUser', 'switchOrganization']} />
        <div className={classes.people}>
          <Person name={names.own} role={t('mirror.you')} />
          <IconArrowRight size={18} aria-hidden className={classes.arrow} />
          <Person name={names.name} role={t('mirror.them')} />
        </div>
        <ul className={classes.meaning} aria-label={t('mirror.means')}>
          <Meaning icon={IconEye}>{t('mirror.means.sight', names)}</Meaning>
          <Meaning icon={IconClock}>{t('mirror.means.time')}</Meaning>
          <Meaning icon={IconHistory}>{t('mirror.means.names', names)}</Meaning>
          <Meaning icon={IconLock}>{t('mirror.means.refused')}</Meaning>
        </ul>
        <Textarea
          label={t('block.reason')}
          description={t('mirror.reasonHint')}
          required
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          {...form.getInputProps('reason')}
        />
        <OwnPassword {...form.getInputProps('password')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack ?? onClose} data-autofocus>
            {t(onBack ? 'mirror.back' : 'action.cancel')}
          </Button>
          <Button type="submit" loading={starting.isPending} data-trace="act as a user">
            {t('mirror.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Person({ name, role }: { name: string; role: string }) {
  return (
    <div className={classes.person}>
      <Initials name={name} />
      <div className={classes.personText}>
        <Text fw={600}>{name}</Text>
        <Text size="xs" c="dimmed">
          {role}
        </Text>
      </div>
    </div>
  );
}

function Meaning({ icon: Glyph, children }: { icon: IconType; children: string }) {
  return (
    <li>
      <Glyph size={17} stroke={1.7} aria-hidden />
      {children}
    </li>
  );
}
