import type { Language } from '@tenantry/contracts';
import { type DirectoryRow, toDirectoryUser } from '../directory-rows';

type User = ReturnType<typeof toDirectoryUser>;

/** The columns of an export: their titles, and the text of a user in them; times in ISO 8601. */
const columns: { titles: Record<Language, string>; width: number; of: (user: User) => string | null }[] = [
  {
    titles: { en: 'User name', es: 'Nombre de usuario', ru: 'Имя пользователя', de: 'Benutzername' },
    width: 28,
    of: ({ userName }) => userName,
  },
  {
    titles: { en: 'First name', es: 'Nombre', ru: 'Имя', de: 'Vorname' },
    width: 18,
    of: ({ firstName }) => firstName,
  },
  {
    titles: { en: 'Middle name', es: 'Segundo nombre', ru: 'Отчество', de: 'Zweiter Vorname' },
    width: 18,
    of: ({ middleName }) => middleName ?? null,
  },
  {
    titles: { en: 'Last name', es: 'Apellidos', ru: 'Фамилия', de: 'Nachname' },
    width: 18,
    of: ({ lastName }) => lastName,
  },
  {
    titles: { en: 'E-mail', es: 'Correo electrónico', ru: 'Эл. почта', de: 'E-Mail' },
    width: 34,
    of: ({ email }) => email,
  },
  {
    titles: { en: 'Status', es: 'Estado', ru: 'Статус', de: 'Status' },
    width: 12,
    of: ({ status }) => status,
  },
  {
    titles: { en: 'Blocked because', es: 'Motivo del bloqueo', ru: 'Причина блокировки', de: 'Sperrgrund' },
    width: 28,
    of: ({ blockedReason }) => blockedReason,
  },
  {
    titles: {
      en: 'Inactive by',
      es: 'Inactivo por',
      ru: 'Причина деактивации',
      de: 'Inaktiv durch',
    },
    width: 14,
    of: ({ inactiveCause }) => inactiveCause ?? null,
  },
  {
    titles: { en: 'Account type', es: 'Tipo de cuenta', ru: 'Тип учётной записи', de: 'Kontotyp' },
    width: 14,
    of: ({ accountType }) => accountType,
  },
  {
    titles: { en: 'Organization', es: 'Organización', ru: 'Организация', de: 'Organisation' },
    width: 28,
    of: ({ organization }) => organization.name,
  },
  {
    titles: { en: 'Last sign-in', es: 'Último acceso', ru: 'Последний вход', de: 'Letzte Anmeldung' },
    width: 14,
    of: ({ lastSignInOn }) => lastSignInOn,
  },
  {
    titles: { en: 'Created', es: 'Creado', ru: 'Создан', de: 'Angelegt' },
    width: 26,
    of: ({ createdAt }) => createdAt,
  },
  {
    titles: {
      en: 'Invitation valid until',
      es: 'Invitación válida hasta',
      ru: 'Приглашение действует до',
      de: 'Einladung gültig bis',
    },
    width: 26,
    of: ({ invitationExpiresAt }) => invitationExpiresAt,
  },
  { titles: { en: 'Id', es: 'Id.', ru: 'ID', de: 'ID' }, width: 38, of: ({ userId }) => userId },
];

/** The titles, each with the width (characters) that its values take. */
export const titlesIn = (language: Language): { title: string; width: number }[] =>
  columns.map(({ titles, width }) => ({ title: titles[language], width }));

/** The texts of a user in the order of the titles; what there is not is empty. */
export const valuesOf = (row: DirectoryRow): string[] => {
  const user = toDirectoryUser(row);
  return columns.map(({ of }) => of(user) ?? '');
};
