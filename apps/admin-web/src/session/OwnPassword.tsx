import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordInput } from '../ui/basics';
import { displayName } from '../users/display-name';
import { useSignedIn } from './me-context';

/** One's own password, which confirms an act: under mirroring too that of whoever has signed in. */
export function OwnPassword(input: ComponentProps<typeof PasswordInput>) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  return (
    <PasswordInput
      label={t('mirror.password')}
      description={t('mirror.passwordHint', { own: displayName(session) })}
      required
      autoComplete="current-password"
      maxLength={128}
      visibilityToggleButtonProps={{ 'aria-label': t('password.toggle'), tabIndex: 0 }}
      {...input}
    />
  );
}
