import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ownDialoguesQuery } from '../api/dialogues';
import { Group, Stack, Text } from '../ui/basics';
import { Page } from '../ui/Page';
import { useDialogueColumns } from './dialogue-columns';
import { DialogueList } from './DialogueList';
import { LoadBar } from './LoadBar';
import { OperatorStateBadge } from './OperatorStateBadge';
import { useCloseDialogue } from './use-close-dialogue';
import classes from './OwnDialoguesPage.module.css';

const route = getRouteApi('/console/dialogues');

/** The dialogues that were dealt to the person, and whether more can be (A13). */
export function OwnDialoguesPage() {
  const { t } = useTranslation();
  const { closed: closedToo = false } = route.useSearch();
  const navigate = route.useNavigate();
  const dialogues = useInfiniteQuery(ownDialoguesQuery(closedToo ? {} : { state: 'open' }));
  const closing = useCloseDialogue();
  const columns = useDialogueColumns({
    onClose: closing.mutate,
    closing: closing.isPending ? closing.variables : undefined,
  });
  const load = dialogues.data?.pages[0]?.load;
  return (
    <Page
      title={t('ownDialogues.title')}
      beside={load && <OperatorStateBadge state={load.state} />}
      lead={load && <Text c="dimmed">{t(`ownDialogues.state.${load.state}`)}</Text>}
    >
      <Stack gap="lg" maw={900}>
        {load && (
          <Group className={classes.load}>
            <LoadBar label={t('ownDialogues.load')} open={load.open} maximum={load.maximum} />
          </Group>
        )}
        <DialogueList
          dialogues={dialogues}
          columns={columns}
          closedToo={closedToo}
          onClosedToo={(closed) =>
            void navigate({ search: { closed: closed || undefined }, replace: true, resetScroll: false })
          }
          none={t('ownDialogues.none')}
        />
      </Stack>
    </Page>
  );
}
