import { IconCircleCheck, IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ComparedTyped, compareTyped } from '../api/diagnosis';
import { Alert, Button, Stack, TextInput, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import classes from './Diagnosis.module.css';
import { useCharacterName } from './use-finding-text';

/** Compares what a user types at sign-in with their account, character by character. */
export function TypedName({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { typed: '' },
    validate: { typed: (value) => (value === '' ? t('field.required') : null) },
  });
  const comparing = useMutation({ mutationFn: (typed: string) => compareTyped(userId, typed) });
  return (
    <form
      noValidate
      data-trace="compare what is typed"
      onSubmit={form.onSubmit(({ typed }) => comparing.mutate(typed))}
    >
      <Stack gap="xs" align="stretch">
        <FormProblem error={comparing.error} />
        <TextInput
          label={t('diagnosis.typed.label')}
          description={t('diagnosis.typed.hint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          {...form.getInputProps('typed')}
        />
        <div>
          <Button
            type="submit"
            variant="default"
            loading={comparing.isPending}
            data-trace="compare what is typed"
          >
            {t('diagnosis.typed.compare')}
          </Button>
        </div>
        <div role="status">{comparing.data && <Compared answer={comparing.data} />}</div>
      </Stack>
    </form>
  );
}

function Compared({ answer }: { answer: ComparedTyped }) {
  const { t } = useTranslation();
  const nameOf = useCharacterName();
  const { accepted, like, differences } = answer;
  const title = () => {
    if (like === null) return t('diagnosis.typed.unlike');
    if (!accepted) return t(`diagnosis.typed.differs.${like}`);
    return differences.length === 0 ? t(`diagnosis.typed.same.${like}`) : t('diagnosis.typed.accepted');
  };
  const textOf = ({ kind, position, typed, stored }: (typeof differences)[number]) =>
    t(`diagnosis.difference.${kind}`, {
      position,
      typed: typed ? nameOf(typed) : '',
      stored: stored ? nameOf(stored) : '',
    });
  return (
    <Alert
      color={accepted ? 'green' : 'orange'}
      icon={accepted ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={title()}
    >
      {differences.length > 0 && (
        <ul className={classes.differences}>
          {differences.map((one) => (
            <li key={`${one.position} ${one.kind} ${one.stored?.codePoint}`}>
              {one.matters || accepted
                ? textOf(one)
                : t('diagnosis.typed.harmless', { difference: textOf(one) })}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
