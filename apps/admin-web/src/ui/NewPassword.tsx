import { PasswordInput, type PasswordInputProps, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './NewPassword.module.css';

/** The least length that services accept (NIST 800-63B-4: 15 characters where the password stands alone). */
export const minimumPasswordLength = 15;

/** Code points, as the services count: an emoji is one character for a person too. */
export const passwordLength = (password: string): number => [...password].length;

/** A password that is being chosen: visible on wish, paste and managers welcome, its length shown while it is typed. */
export function NewPassword({ value, ...props }: PasswordInputProps & { value: string }) {
  const { t } = useTranslation();
  const length = passwordLength(value);
  const enough = length >= minimumPasswordLength;
  return (
    <Stack gap={6}>
      <PasswordInput
        value={value}
        autoComplete="new-password"
        maxLength={128}
        visibilityToggleButtonProps={{ 'aria-label': t('password.toggle'), tabIndex: 0 }}
        {...props}
      />
      <div className={classes.meter} data-enough={enough || undefined} aria-hidden>
        <span style={{ width: `${Math.min(100, (length / minimumPasswordLength) * 100)}%` }} />
      </div>
      <Text size="sm" c="dimmed" role="status">
        {enough ? t('password.longEnough') : t('password.missing', { count: minimumPasswordLength - length })}
      </Text>
    </Stack>
  );
}
