import type { TFunction } from 'i18next';
import { csvOf } from '../ui/csv';
import { download } from '../ui/download';

/** The words for the columns, which the service knows in each language. */
export const columnNames = (t: TFunction) => ({
  email: t('person.email'),
  firstName: t('person.firstName'),
  middleName: t('person.middleName'),
  lastName: t('person.lastName'),
  userName: t('person.userName'),
  language: t('person.language'),
  accountType: t('import.column.accountType'),
  organization: t('users.column.organization'),
  roles: t('access.roles'),
  modules: t('access.modules'),
});

/** Offers a file with the columns alone: an example would be imported by mistake. */
export const downloadTemplate = (t: TFunction, language: string): void =>
  download(
    `${t('import.fileName')}.csv`,
    'text/csv;charset=utf-8',
    csvOf([Object.values(columnNames(t))], language === 'en' ? ',' : ';'),
  );
