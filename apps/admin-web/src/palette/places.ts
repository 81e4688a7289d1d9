import {
  IconActivityHeartbeat,
  IconApps,
  IconEyeQuestion,
  IconFileSearch,
  IconHelpCircle,
  IconBarrierBlock,
  IconMessages,
  IconRoute,
  IconSitemap,
  IconStopwatch,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayOpenOrganizations } from '../organizations/may-open';
import { useRuntime } from '../runtime';
import { useSignedIn } from '../session/me-context';

type Path =
  | '/users'
  | '/organizations'
  | '/account'
  | '/dialogues'
  | '/visibility'
  | '/help'
  | '/jobs'
  | '/modules'
  | '/services'
  | '/stuck-messages'
  | '/audit'
  | '/traces';
export type Place = { to: Path; key: string; title: string; icon: Icon };

/** The pages that the person may open, each with the letter that leads there after `g`. */
export function usePlaces(): Place[] {
  const { t } = useTranslation();
  const { traces } = useRuntime();
  const { me, may } = useSignedIn();
  const operates = may('installation.operate');
  const all: (Place & { open: boolean })[] = [
    { to: '/users', key: 'u', title: t('users.title'), icon: IconUsers, open: may('user.view') },
    {
      to: '/organizations',
      key: 'o',
      title: t('organizations.title'),
      icon: IconSitemap,
      open: mayOpenOrganizations(may),
    },
    { to: '/account', key: 'a', title: t('account.own'), icon: IconUserCircle, open: true },
    {
      to: '/dialogues',
      key: 'd',
      title: t('ownDialogues.title'),
      icon: IconMessages,
      open: me.chatOperator !== null,
    },
    {
      to: '/visibility',
      key: 'w',
      title: t('palette.visibility'),
      icon: IconEyeQuestion,
      open: may('user.view'),
    },
    { to: '/jobs', key: 'j', title: t('jobs.title'), icon: IconStopwatch, open: operates },
    { to: '/modules', key: 'm', title: t('modules.title'), icon: IconApps, open: operates },
    { to: '/services', key: 'e', title: t('operations.title'), icon: IconActivityHeartbeat, open: operates },
    {
      to: '/stuck-messages',
      key: 's',
      title: t('stuck.title'),
      icon: IconBarrierBlock,
      open: operates,
    },
    { to: '/audit', key: 'l', title: t('audit.title'), icon: IconFileSearch, open: operates },
    { to: '/traces', key: 't', title: t('traces.title'), icon: IconRoute, open: traces },
    { to: '/help', key: 'h', title: t('help.title'), icon: IconHelpCircle, open: true },
  ];
  return all.filter(({ open }) => open);
}
