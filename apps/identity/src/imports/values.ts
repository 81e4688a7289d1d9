import type { AccountType, Language } from '@tenantry/contracts';
import type { builtInRoles } from '@tenantry/domain';
import { folded } from './columns';

/** What people write for a value, in the four languages; see `folded`. */
const lookUp = <Value extends string>(words: Record<Value, string>) => {
  const values = new Map(
    (Object.keys(words) as Value[]).flatMap((value) =>
      [value, ...words[value].split(' ')].map((word) => [folded(word), value] as const),
    ),
  );
  return (text: string): Value | undefined => values.get(folded(text));
};

/** @returns undefined where it is none */
export const accountTypeOf = lookUp<AccountType>({
  standard: 'user benutzer usuario пользователь',
  privileged: 'admin administrator administrador administrador администратор админ',
  master: 'adminmaster administradormaster администратормастер master máster мастер',
});

/** The role that is built in and called so; @returns undefined where none is */
export const builtInRoleOf = lookUp<(typeof builtInRoles)[number]['id']>({
  company_administrator:
    'companyadministrator firmenadministrator administradordelaempresa администраторкомпании',
  user_administrator:
    'useradministrator benutzeradministrator administradordeusuarios администраторпользователей',
  auditor: 'prüfer аудитор',
  chat_operator: 'chatoperator operadordechat операторчата',
});

const languageIn = lookUp<Language>({
  en: 'eng english englisch inglés английский',
  es: 'spa spanish español spanisch испанский castellano',
  ru: 'rus russian русский russisch ruso',
  de: 'ger deu german deutsch alemán немецкий',
});
/** Also with a region, as in `de-AT`. @returns undefined where it is none that mails are written in */
export const languageOf = (text: string): Language | undefined =>
  languageIn(text.trim().replace(/^(\p{L}{2})[-_]\p{L}{2}$/u, '$1'));
