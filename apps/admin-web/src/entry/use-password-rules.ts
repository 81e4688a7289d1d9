import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { useProblemText } from '../i18n/problem-text';
import { minimumPasswordLength, passwordLength } from '../ui/NewPassword';

/** The rules of a new password: length here, the list of common ones at the service. */
export function usePasswordRules() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return {
    password: (value: string): string | null =>
      passwordLength(value) >= minimumPasswordLength
        ? null
        : t('password.tooShort', { count: minimumPasswordLength }),
    /** What the service has against the password; `null` where it refused something else. */
    passwordProblem: (error: Error | null): string | null =>
      error instanceof ApiProblem &&
      error.is('password.too_short', 'password.too_common', 'password.unchanged')
        ? problemText(error)
        : null,
  };
}
