import { textOfWholes } from '../search/fold';

type Named = Record<'userName' | 'email', string> &
  Record<'firstName' | 'middleName' | 'lastName', string | null>;

/** The text in which a user is searched: by words, and by the whole name (the middle name may be left out), user name or e-mail. */
export const userText = ({ firstName, middleName, lastName, userName, email }: Named): string =>
  textOfWholes(
    [firstName, middleName, lastName],
    ...(middleName ? [[firstName, lastName]] : []),
    [userName],
    [email],
  );
