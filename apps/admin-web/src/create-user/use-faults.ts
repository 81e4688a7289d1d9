import { useState } from 'react';
import { ApiProblem, problemsByField } from '../api/problem';
import { useFieldText } from '../i18n/problem-text';
import { useTranslation } from 'react-i18next';
import type { Form } from '../ui/basics';
import type { Values } from './draft';
import { stepOf } from './steps';

export type Fault = { field: string; text: string };

/** What the service says of single fields: beside each, and together, because they stand in several steps. */
export function useFaults(form: Form<Values>, setStep: (step: number) => void) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const [faults, setFaults] = useState<Fault[]>([]);
  const show = (error: Error) => {
    if (!(error instanceof ApiProblem)) return;
    if (error.is('password.wrong')) {
      form.setFieldValue('password', '');
      form.setFieldError('password', t('problem.password.wrong'));
      form.getInputNode('password')?.focus();
      return;
    }
    const found = [...problemsByField(error)].map(([field, problem]) => ({
      field,
      text: fieldText(problem),
    }));
    form.setErrors(Object.fromEntries(found.map(({ field, text }) => [field, text])));
    setFaults(found);
    const [first] = found;
    if (first) setStep(stepOf(first.field));
  };
  return { faults, show, clear: () => setFaults([]) };
}
