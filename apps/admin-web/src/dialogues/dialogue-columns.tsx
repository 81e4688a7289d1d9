import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dialogue, OwnDialogue } from '../api/dialogues';
import { Text } from '../ui/basics';
import type { Column } from '../ui/DataTable';
import { RefusableButton } from '../ui/RefusableButton';
import { RouterLink } from '../ui/RouterLink';
import { Time } from '../ui/Time';

/** Among one's own dialogues the operator is oneself. */
type Shown = OwnDialogue & Partial<Pick<Dialogue, 'operator'>>;
type Closing = { onClose: (dialogue: OwnDialogue) => void; closing: OwnDialogue | undefined };

/** The columns of dialogues. */
export function useDialogueColumns({ onClose, closing }: Closing): Column<Shown>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'reference',
        header: t('dialogues.reference'),
        width: '40%',
        cell: ({ reference }) => reference ?? <Text c="dimmed">{t('dialogues.noReference')}</Text>,
      },
      { id: 'opened', header: t('dialogues.opened'), cell: ({ openedAt }) => <Time at={openedAt} /> },
      {
        id: 'closed',
        header: t('dialogues.closed'),
        align: 'right',
        cell: (dialogue) =>
          dialogue.closedAt ? (
            <Time at={dialogue.closedAt} />
          ) : (
            <RefusableButton
              refused={dialogue.operator === null ? t('problem.dialogue.operator_not_seen') : null}
              variant="default"
              size="compact-sm"
              loading={closing?.dialogueId === dialogue.dialogueId}
              aria-label={t('dialogues.closeOf', {
                reference: dialogue.reference ?? t('dialogues.noReference'),
              })}
              onClick={() => onClose(dialogue)}
              data-trace="close dialogue"
            >
              {t('dialogues.close')}
            </RefusableButton>
          ),
      },
    ],
    [t, onClose, closing],
  );
}

/** To whom a dialogue was dealt; an operator whom the person does not see has no name. */
export function useOperatorColumn(): Column<Dialogue> {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      id: 'operator',
      header: t('dialogues.operator'),
      cell: ({ operator }) =>
        operator ? (
          <RouterLink to="/users/$userId" params={{ userId: operator.userId }}>
            {operator.name}
          </RouterLink>
        ) : (
          <Text c="dimmed">{t('dialogues.hiddenOperator')}</Text>
        ),
    }),
    [t],
  );
}
