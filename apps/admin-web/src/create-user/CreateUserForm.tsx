import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccessDraft, newcomer, touchedOnly } from '../access/fitting';
import { grantableQuery } from '../api/access-queries';
import { type CreatedUser, createUser } from '../api/identity';
import { rememberWrite } from '../api/last-write';
import { looksLikeEmail } from '../api/looks-like-email';
import { useOnce } from '../api/use-once';
import { HelpNote } from '../help/HelpNote';
import { languages } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, useForm, VisuallyHidden } from '../ui/basics';
import { Steps } from '../ui/Steps';
import { toastSuccess } from '../ui/toast';
import { BasicStep } from './BasicStep';
import { type Draft, dropDraft, keepDraft, type Values, withoutPassword } from './draft';
import { Faults } from './Faults';
import { FirstPasswordStep, useProposedWay } from './FirstPasswordStep';
import { PermissionsStep } from './PermissionsStep';
import { ReviewStep } from './ReviewStep';
import { fieldsOf, stepOf, steps } from './steps';
import { useFaults } from './use-faults';
import { isUserName, useUserName } from './use-user-name';

type CreateUserFormProps = {
  fixed: { organizationId: string; name: string } | undefined;
  draft: Draft | null;
  onDirty: (dirty: boolean) => void;
  onCancel: () => void;
  onCreated: (created: CreatedUser, name: string) => void;
};

const review = steps.indexOf('review');

export function CreateUserForm({ fixed, draft, onDirty, onCancel, onCreated }: CreateUserFormProps) {
  const { t, i18n } = useTranslation();
  const { me, session } = useSignedIn();
  const queryClient = useQueryClient();
  const [organization, setOrganization] = useState(
    fixed ?? {
      organizationId: draft?.values.organizationId ?? me.organization.organizationId,
      name: draft?.organizationName ?? me.organization.name,
    },
  );
  const form = useForm<Values>({
    initialValues: {
      email: '',
      userName: '',
      firstName: '',
      middleName: '',
      lastName: '',
      language: languages.find((language) => language === i18n.language) ?? 'en',
      accountType: me.grantableAccountTypes[0] ?? 'standard',
      firstPassword: '',
      ...draft?.values,
      organizationId: organization.organizationId,
      password: '',
    },
    validate: {
      email: (value) => (looksLikeEmail(value) ? null : t(value.trim() ? 'field.email' : 'field.required')),
      userName: (value) => (value.trim() === '' || isUserName(value) ? null : t('createUser.userName.form')),
      firstName: (value) => (value.trim() ? null : t('field.required')),
      lastName: (value) => (value.trim() ? null : t('field.required')),
      password: (value) => (value ? null : t('field.required')),
    },
  });
  const { values } = form;
  const [step, setStep] = useState(draft?.step ?? 0);
  const [reached, setReached] = useState(draft?.step ?? 0);
  // Of one organization: another has other roles.
  const [access, setAccess] = useState<Partial<AccessDraft>>(draft?.access ?? {});
  const userName = useUserName({ ...values, typed: values.userName });
  const chosenUserName = values.userName.trim() || userName.proposal;
  const { way } = useProposedWay(values.organizationId);
  const dirty = form.isDirty() || Object.keys(access).length > 0 || draft !== null;

  const toKeep = JSON.stringify({
    values: withoutPassword(values),
    organizationName: organization.name,
    access,
    step,
  });
  useEffect(() => {
    onDirty(dirty);
    if (dirty) keepDraft(session.userId, JSON.parse(toKeep) as Draft);
  }, [dirty, onDirty, session.userId, toKeep]);
  useLeaveGuard(dirty);

  const heading = useRef<HTMLHeadingElement>(null);
  const go = (next: number) => {
    setStep(next);
    setReached((before) => Math.max(before, next));
    // What was focused is gone.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const { faults, show, clear } = useFaults(form, setStep);
  const once = useOnce();
  const creating = useMutation({
    mutationFn: () =>
      once((key) =>
        createUser(
          {
            ...values,
            ...touchedOnly(
              { ...newcomer(values.accountType), ...access },
              access,
              queryClient.getQueryData(grantableQuery(values.organizationId).queryKey),
            ),
            email: values.email.trim(),
            userName: chosenUserName || undefined,
            middleName: values.middleName.trim() || null,
            firstPassword: values.firstPassword || way,
          },
          key,
        ),
      ),
    onSuccess: (created) => {
      dropDraft();
      rememberWrite(created);
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      const name = `${values.firstName.trim()} ${values.lastName.trim()}`;
      toastSuccess(t('createUser.done', { name }));
      onCreated(created, name);
    },
    onError: show,
  });

  const showField = (field: string) => {
    setStep(stepOf(field));
    requestAnimationFrame(() => form.getInputNode(field as keyof Values)?.focus());
  };
  /** @returns whether everything up to this step is as it should be; where not, the first fault has the focus */
  const passes = (upTo: number): boolean => {
    const wrong = steps
      .slice(0, upTo + 1)
      .flatMap((_, at) => fieldsOf(at))
      .filter((field) => form.validateField(field).hasError);
    const [first] = wrong;
    if (first !== undefined) showField(first);
    return first === undefined;
  };
  const proceed = () => {
    if (!passes(step)) return;
    clear();
    creating.reset();
    if (step < review) go(step + 1);
    else creating.mutate();
  };
  const current = steps[step] ?? 'basic';

  return (
    <form
      noValidate
      data-trace="create user"
      aria-label={t('createUser.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!creating.isPending) proceed();
      }}
    >
      <HelpNote about={['createUser', 'firstPassword', 'accountTypes', 'modules']} />
      <Steps
        label={t('createUser.steps')}
        active={step}
        reached={reached}
        steps={steps.map((one, at) => ({
          label: t(`createUser.step.${one}`),
          faulty: Object.keys(form.errors).some((field) => stepOf(field) === at),
        }))}
        onStep={(next) => (next < step || passes(next - 1)) && go(next)}
      >
        <Stack>
          <VisuallyHidden>
            <h3 ref={heading} tabIndex={-1}>
              {t(`createUser.step.${current}`)}
            </h3>
          </VisuallyHidden>
          <Faults error={creating.error} faults={faults} onGo={showField} />
          {current === 'basic' && (
            <BasicStep
              form={form}
              organization={organization}
              choosable={!fixed}
              userName={userName}
              onOrganization={(next) => {
                setOrganization(next);
                setAccess({});
                form.setFieldValue('organizationId', next.organizationId);
              }}
            />
          )}
          {current === 'permissions' && <PermissionsStep form={form} access={access} onAccess={setAccess} />}
          {current === 'firstPassword' && <FirstPasswordStep form={form} />}
          {current === 'review' && (
            <ReviewStep
              form={form}
              organizationName={organization.name}
              userName={chosenUserName}
              access={access}
              onEdit={go}
            />
          )}
          <Group justify="space-between">
            <Button variant="default" onClick={step === 0 ? onCancel : () => go(step - 1)}>
              {t(step === 0 ? 'action.cancel' : 'createUser.back')}
            </Button>
            <Button type="submit" loading={creating.isPending} data-trace="create user">
              {t(step === review ? 'createUser.submit' : 'createUser.next')}
            </Button>
          </Group>
        </Stack>
      </Steps>
    </form>
  );
}

/** The browser asks before a tab is closed in which something is filled in. */
function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}
