import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { questions } from '../src/help/questions';
import { screens } from '../src/help/screens';
import { pages } from './routes';

const root = path.join(__dirname, '..');
const languages = ['en', 'es', 'ru', 'de'] as const;
type Texts = Record<string, string>;

const catalogue = (file: string): Texts =>
  JSON.parse(readFileSync(path.join(root, 'src/i18n/locales', file), 'utf8')) as Texts;
const ids = questions.map(({ id }) => id);

/** What the help pages ask and explain from which the console comes, and the questions that answer it. */
const asked: Record<string, readonly (typeof ids)[number][]> = {
  'who creates accounts': ['getAccount'],
  'activate and deactivate': ['activateUser', 'deactivateUser'],
  'why an account was deactivated': ['whyInactive'],
  'reset a password': ['resetPassword'],
  'no sign-in with the correct password': ['cannotSignIn'],
  'the same customers and entities as another user': ['copyCenters'],
  'no mail, or e-mail and account are said to be incorrect': ['noMail'],
  'another account cannot be seen': ['hiddenAccount'],
  'who has the ownership of a service center': ['ownCenter'],
  'customers of one’s own, and their lines': ['createOrganization', 'assignLines'],
  'create a user, for the own organization or a customer': ['createUser'],
  'the welcome mail, and the 72 hours': ['firstPassword'],
  'roles and what they mean': ['accountTypes'],
  'edit a user': ['editUser'],
  'remove a user': ['removeUser'],
  'imitate another user': ['mirrorUser'],
  'states of a user': ['states'],
  'one-off and changed passwords': ['oneOffPassword', 'ownPassword'],
  'list, search and filter': ['findUsers'],
  'export and print': ['exportUsers'],
  'details of a user': ['userDetails'],
  'block and unblock': ['blockUser', 'unblockUser'],
  'manage users without being the master': ['delegate'],
  'invite users': ['inviteUsers'],
  'modules and sub-accounts': ['modules'],
  'pending invitations': ['pendingInvitations'],
  'auto logout': ['autoLogout'],
  'number of dialogues': ['dialogueLimit'],
  'switch to a dependent company': ['switchOrganization'],
};

describe('[B9] the help', () => {
  it('answers every question, and nothing stands in it that nobody asks', () => {
    expect(Object.values(asked).flat().sort()).toEqual([...ids].sort());
  });

  it.each(languages)('has question, answer and steps in %s', (language) => {
    const texts = catalogue(`help/${language}.json`);
    const missing = ids.flatMap((id) =>
      ['question', 'answer', 'steps'].map((part) => `help.${id}.${part}`).filter((key) => !texts[key]),
    );
    expect(missing).toEqual([]);
  });

  it.each(languages)('names buttons and pages as they are called in %s', (language) => {
    const known = ['', 'further/', 'late/', 'acts/'].map((place) => catalogue(`${place}${language}.json`));
    const named = Object.values(catalogue(`help/${language}.json`)).flatMap((text) =>
      [...text.matchAll(/\$t\((.+?)\)/g)].map(([, key = '']) => key),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !known.some((texts) => texts[key]))).toEqual([]);
  });

  it('says the same in as many steps, with the same buttons, in every language', () => {
    const shape = (language: string) =>
      Object.entries(catalogue(`help/${language}.json`))
        .filter(([key]) => /\.(answer|steps)$/.test(key))
        .map(([key, text]) => [
          key,
          text.split('\n').length,
          [...text.matchAll(/\$t\((.+?)\)/g)].map(([, named = '']) => named).sort(),
        ]);
    for (const language of languages) expect(shape(language)).toEqual(shape('en'));
  });

  it('leads to pages that there are', () => {
    const routes = pages().map((page) => page.path);
    const gone = questions.filter(({ screen }) => !routes.includes(screens[screen].to));
    expect(gone).toEqual([]);
  });

  it('shows a picture for every step that has one, in every language, and no picture is left over', () => {
    const folder = path.join(root, 'public/help');
    const wanted = questions.flatMap((question) =>
      'pictures' in question ? question.pictures.map((step) => `${question.id}-${step}.webp`) : [],
    );
    for (const language of languages) {
      expect(readdirSync(path.join(folder, language)).sort()).toEqual([...wanted].sort());
      const empty = wanted.filter((name) => {
        const file = path.join(folder, language, name);
        return !existsSync(file) || statSync(file).size < 2_000;
      });
      expect(empty).toEqual([]);
    }
  });

  it('has pictures for what others show in a film', () => {
    const shown: readonly string[] = questions
      .filter((question) => 'pictures' in question)
      .map(({ id }) => id);
    expect(shown).toEqual(
      expect.arrayContaining(['activateUser', 'deactivateUser', 'resetPassword', 'copyCenters']),
    );
  });
});
