import { type ImportColumn, type ImportPreview, importColumnSchema } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';

/**
 * What people call the columns, in the four languages, as {@link folded} writes it. No word that often means something else,
 * such as `address` and `role`: of a file from elsewhere such a column would be taken for what it is not.
 */
const words: Record<ImportColumn, string> = {
  email:
    'email mail emailaddress mailaddress emailadresse mailadresse correo correoelectronico direcciondecorreo электроннаяпочта элпочта почта адресэлектроннойпочты имейл емейл',
  firstName: 'firstname givenname forename vorname rufname nombre nombredepila имя',
  middleName:
    'middlename secondname additionalname zweitername weiterervorname zweitervorname segundonombre otrosnombres отчество второеимя',
  lastName: 'lastname surname familyname name nachname familienname zuname apellido apellidos фамилия',
  userName:
    'username login loginname userid benutzername anmeldename benutzerkennung usuario nombredeusuario имяпользователя логин',
  language: 'language lang locale sprache idioma lengua язык',
  accountType: 'accounttype kontotyp kontoart tipodecuenta типучетнойзаписи типаккаунта',
  organization:
    'organization organisation organizationid organisationid organisationsid organizacion iddeorganizacion организация идорганизации',
  roles: 'roles rollen роли',
  modules: 'modules module módulos modulos модули',
};

/** Without case, accents, spaces and punctuation: `E-Mail *` → `email`, `Ё` → `е`. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFKC');

const columnOf = new Map(
  importColumnSchema.options.flatMap((column) =>
    words[column].split(' ').map((word) => [folded(word), column] as const),
  ),
);
const required = ['email', 'firstName', 'lastName'] as const satisfies ImportColumn[];

type Columns = ImportPreview['columns'];

const columnsOf = (header: readonly string[]): Columns =>
  header.map((name) => ({ header: name, column: columnOf.get(folded(name)) ?? null }));

/** How many of these names are known; of as many, the header with more cells says more. */
export const rateHeader = (header: readonly string[]): number =>
  columnsOf(header).filter(({ column }) => column !== null).length + header.length / 10_000;

/**
 * What each column of the file is; `null` where its name is not known.
 * @throws {Problem} 422 `import.column_missing`, `import.column_twice` with the `columns`
 */
export function readHeader(header: readonly string[]): Columns {
  const columns = columnsOf(header);
  const known = columns.flatMap(({ column }) => column ?? []);
  const missing = required.filter((column) => !known.includes(column));
  if (missing.length > 0) throw new Problem('import.column_missing', { extensions: { columns: missing } });
  const twice = known.filter((column, at) => known.indexOf(column) < at);
  if (twice.length > 0) throw new Problem('import.column_twice', { extensions: { columns: twice } });
  return columns;
}
