import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

type RoleText = { roleId: string; name: string | null; description: string | null };
type BuiltIn = 'company_administrator' | 'user_administrator' | 'auditor' | 'chat_operator';

/** @returns a function that names a role and says what it is for; those that are built in have their texts here */
export function useRoleText(): (role: RoleText) => { name: string; help: string } {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ roleId, name, description }) => {
      if (!i18n.exists(`role.${roleId}`)) return { name: name ?? roleId, help: description ?? '' };
      return { name: t(`role.${roleId as BuiltIn}`), help: t(`role.help.${roleId as BuiltIn}`) };
    },
    [t, i18n],
  );
}
