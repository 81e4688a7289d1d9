import type { UseFormReturnType } from '@mantine/form';
import { useFieldText } from '../i18n/problem-text';
import { ApiProblem, problemsByField } from '../api/problem';

/** @returns a handler of failed submissions that puts each problem beside its field and the focus on the first one */
export function useFieldProblems<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>) {
  const fieldText = useFieldText();
  return (error: Error) => {
    if (!(error instanceof ApiProblem)) return;
    const fields = Object.keys(form.values);
    const known = [...problemsByField(error)].filter(([field]) => fields.includes(field));
    form.setErrors(Object.fromEntries(known.map(([field, problem]) => [field, fieldText(problem)])));
    const first = known[0]?.[0];
    if (first) form.getInputNode(first)?.focus();
  };
}
