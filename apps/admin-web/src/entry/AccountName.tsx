import { useTranslation } from 'react-i18next';
import type { InspectedCode } from '../api/identity';
import { VisuallyHidden } from '../ui/basics';
import { Facts } from '../ui/Facts';

/** Whom the password will be for; the hidden field lets password managers save it under the right name. */
export function AccountName({ inspected }: { inspected: InspectedCode }) {
  const { t } = useTranslation();
  return (
    <>
      <VisuallyHidden aria-hidden>
        <input autoComplete="username" name="username" value={inspected.email} readOnly tabIndex={-1} />
      </VisuallyHidden>
      <Facts
        items={[
          { name: t('person.email'), value: inspected.email },
          ...(inspected.userName
            ? [{ name: t('person.userName'), value: inspected.userName, hint: t('person.userNameHint') }]
            : []),
        ]}
      />
    </>
  );
}
