import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { Alert, Button } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import classes from './create-user.module.css';
import { stepOf, steps } from './steps';
import type { Fault } from './use-faults';

type FaultsProps = { error: Error | null; faults: readonly Fault[]; onGo: (field: string) => void };

/** Why it could not be created; each fault leads to where it is mended. */
export function Faults({ error, faults, onGo }: FaultsProps) {
  const { t } = useTranslation();
  if (error instanceof ApiProblem && error.is('password.wrong')) return null;
  if (faults.length === 0) return <FormProblem error={error} />;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('createUser.faults', { count: faults.length })}
    >
      <ul className={classes.faults}>
        {faults.map(({ field, text }) => (
          <li key={field}>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => onGo(field)}>
              {t(`createUser.step.${steps[stepOf(field)] ?? 'basic'}`)}
            </Button>
            {text}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
