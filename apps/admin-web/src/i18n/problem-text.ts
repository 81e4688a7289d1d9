import type { mendSchema, ProblemCode, Rule } from '@tenantry/contracts';
import type { z } from 'zod';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type ConsoleProblemCode, type FieldProblem } from '../api/problem';

type Mend = z.infer<typeof mendSchema>;
type Known = ProblemCode | ConsoleProblemCode;

/** @returns a function that says in the person's language what failed and what to do next */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      const code = error instanceof ApiProblem ? error.code : 'internal';
      // A refused act names the rule that failed and what would mend it, which says more than the code (A9).
      const { rule, mend } = error instanceof ApiProblem ? error.extensions : {};
      if (i18n.exists(`rule.${String(rule)}`) && i18n.exists(`mend.${String(mend)}`))
        return `${t(`rule.${rule as Rule}`)} ${t(`mend.${mend as Mend}`)}`;
      return i18n.exists(`problem.${code}`) ? t(`problem.${code as Known}`) : t('problem.unknown', { code });
    },
    [t, i18n],
  );
}

/** @returns a function that says what is wrong with one field; the services' codes are those of the schemas. */
export function useFieldText(): (problem: FieldProblem) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (problem: FieldProblem) => {
      if (i18n.exists(`problem.${problem.code}`)) return t(`problem.${problem.code as Known}`);
      switch (problem.code) {
        case 'required':
        case 'too_small':
          return t('field.required');
        case 'too_big':
          return t('field.tooLong');
        case 'email.disposable':
          return t('field.disposable');
        case 'email.malformed':
        case 'invalid_format':
          return t('field.email');
        default:
          return t('field.invalid');
      }
    },
    [t, i18n],
  );
}
