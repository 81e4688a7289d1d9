import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../session/me-context';
import { Radio, type RadioGroupProps, Stack } from '../ui/basics';

/** The account types that the person may give, each with what it means. */
export function AccountTypeField(props: Omit<RadioGroupProps, 'children' | 'label'>) {
  const { t } = useTranslation();
  const { me } = useSignedIn();
  return (
    <Radio.Group label={t('invite.accountType')} {...props}>
      <Stack gap="xs" mt={6}>
        {me.grantableAccountTypes.map((type) => (
          <Radio
            key={type}
            value={type}
            label={t(`accountType.${type}`)}
            description={t(`accountType.help.${type}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
