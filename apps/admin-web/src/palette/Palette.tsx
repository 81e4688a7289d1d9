import {
  IconBuildingPlus,
  IconFileImport,
  IconHelpCircle,
  IconKeyboard,
  IconMailPlus,
  IconUser,
  IconUserPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userChoiceQuery } from '../api/choice-queries';
import { organizationQuery } from '../api/organization-queries';
import { useFindQuestions, useHelpText } from '../help/use-help-text';
import { useSignedIn } from '../session/me-context';
import { Text, useDebouncedCallback } from '../ui/basics';
import { type Command, CommandDialog } from '../ui/CommandDialog';
import { displayName } from '../users/display-name';
import type { Opened } from './Keyboard';
import type { Place } from './places';
import {
  searchesFrom,
  shownOfEach,
  useFoundOrganizations,
  useOpenOrganization,
} from './use-found-organizations';

type PaletteProps = { places: readonly Place[]; onOpen: (next: Opened) => void };

/** Goes to a page, a person or an organization, or begins what the person may do, by typing a part of its name. */
export function Palette({ places, onOpen }: PaletteProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [q, setQ] = useState('');
  const search = useDebouncedCallback(setQ, 250);
  const actions = useActions(onOpen);
  const people = usePeople(q, onOpen);
  const organizations = useFoundOrganizations(q);
  const openOrganization = useOpenOrganization(() => onOpen(null));
  const answers = useAnswers(query, onOpen);
  const navigate = useNavigate();

  const typed = query.trim().toLocaleLowerCase();
  const fits = ({ label }: Command) => label.toLocaleLowerCase().includes(typed);
  const pages = places.map(({ to, key, title, icon }) => ({
    id: key,
    label: title,
    icon,
    keys: ['g', key],
    run: () => {
      onOpen(null);
      void navigate({ to });
    },
  }));
  // Hits of an older text would be chosen by who types fast and presses Enter.
  const current = q === query.trim() && typed.length >= searchesFrom;
  const searching = typed.length >= searchesFrom && (!current || people.loading || organizations.loading);
  const sections = [
    { title: t('palette.actions'), commands: actions.filter(fits) },
    { title: t('palette.pages'), commands: pages.filter(fits) },
    { title: t('users.title'), commands: current ? people.commands : [] },
    { title: t('organizations.title'), commands: current ? organizations.found.map(openOrganization) : [] },
    { title: t('help.title'), commands: searching ? [] : answers },
  ];
  const count = sections.reduce((sum, { commands }) => sum + commands.length, 0);
  return (
    <CommandDialog
      title={t('palette.title')}
      label={t('palette.label')}
      query={query}
      onQuery={(text) => {
        setQuery(text);
        search(text.trim());
      }}
      sections={sections}
      found={searching ? t('state.loading') : t('palette.found', { count })}
      empty={
        <Text c="dimmed" py="lg" ta="center">
          {t(searching ? 'state.loading' : 'palette.none')}
        </Text>
      }
      onClose={() => onOpen(null)}
    />
  );
}

/** What the person may begin from anywhere. */
function useActions(onOpen: PaletteProps['onOpen']): Command[] {
  const { t } = useTranslation();
  const { me, may } = useSignedIn();
  const manages = may('organization.manage');
  const own = useQuery({ ...organizationQuery(me.organization.organizationId), enabled: manages });
  const creates = own.data?.acts.find(({ act }) => act === 'organization.create_below')?.decision.allowed;
  return [
    ...(may('user.create')
      ? [
          {
            id: 'create-user',
            label: t('createUser.open'),
            icon: IconUserPlus,
            run: () => onOpen('create_user'),
          },
        ]
      : []),
    ...(may('user.invite')
      ? [{ id: 'invite', label: t('invite.open'), icon: IconMailPlus, run: () => onOpen('invite') }]
      : []),
    ...(may('user.create')
      ? [
          {
            id: 'import-users',
            label: t('import.open'),
            icon: IconFileImport,
            run: () => onOpen('import_users'),
          },
        ]
      : []),
    ...(manages && creates
      ? [
          {
            id: 'create-organization',
            label: t('organization.create.submit'),
            hint: t('organization.create.title', { name: me.organization.name }),
            icon: IconBuildingPlus,
            run: () => onOpen('create_organization'),
          },
        ]
      : []),
    {
      id: 'shortcuts',
      label: t('shortcuts.title'),
      icon: IconKeyboard,
      keys: ['?'],
      run: () => onOpen('shortcuts'),
    },
  ];
}

/** Questions of the help in whose answers the words stand. */
function useAnswers(query: string, onOpen: PaletteProps['onOpen']): Command[] {
  const navigate = useNavigate();
  const find = useFindQuestions();
  const textOf = useHelpText();
  if (query.trim().length < searchesFrom) return [];
  return find(query)
    .slice(0, shownOfEach)
    .map(({ id }) => ({
      id: `help-${id}`,
      label: textOf(id).question,
      icon: IconHelpCircle,
      run: () => {
        onOpen(null);
        void navigate({ to: '/help', hash: id });
      },
    }));
}

type Found = { commands: Command[]; loading: boolean };

function usePeople(q: string, onOpen: PaletteProps['onOpen']): Found {
  const { may } = useSignedIn();
  const navigate = useNavigate();
  const looks = may('user.view') && q.length >= searchesFrom;
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...userChoiceQuery(q),
    enabled: looks,
  });
  const commands = (isPlaceholderData ? [] : (data?.items ?? [])).slice(0, shownOfEach).map((user) => ({
    id: user.userId,
    label: displayName(user),
    hint: `${user.email} · ${user.organization.name}`,
    icon: IconUser,
    run: () => {
      onOpen(null);
      void navigate({ to: '/users/$userId', params: { userId: user.userId } });
    },
  }));
  return { commands, loading: looks && isFetching && commands.length === 0 };
}
