import { IconDownload } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationResult } from '../api/identity';
import { Button, Group, Stack, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { download } from '../ui/download';
import { RouterLink } from '../ui/RouterLink';
import { ToggleGroup } from '../ui/ToggleGroup';
import { iconOf, type Outcome, OutcomeBadge, outcomes } from './OutcomeBadge';
import { outcomeCsv } from './outcome-csv';

type InviteOutcomeProps = {
  results: readonly InvitationResult[];
  onAgain: () => void;
  onClose: () => void;
};

/** What became of each address. */
export function InviteOutcome({ results, onAgain, onClose }: InviteOutcomeProps) {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState<Outcome[]>([]);
  const summary = useRef<HTMLParagraphElement>(null);
  // The form that had the focus is gone.
  useEffect(() => summary.current?.focus(), []);
  const counts = useMemo(
    () =>
      outcomes.map((outcome) => ({
        outcome,
        count: results.filter((one) => one.outcome === outcome).length,
      })),
    [results],
  );
  const columns = useMemo<Column<InvitationResult>[]>(
    () => [
      {
        id: 'address',
        header: t('person.email'),
        cell: ({ address, userId }) =>
          userId ? (
            <RouterLink to="/users/$userId" params={{ userId }}>
              {address}
            </RouterLink>
          ) : (
            address
          ),
      },
      {
        id: 'outcome',
        header: t('invite.outcome'),
        width: '45%',
        cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
      },
    ],
    [t],
  );
  const rows = results.filter((one) => shown.length === 0 || shown.includes(one.outcome));
  const save = () =>
    download(
      `invitations_${new Date().toISOString().slice(0, 10)}.csv`,
      'text/csv;charset=utf-8',
      outcomeCsv(
        results,
        [t('person.email'), t('invite.outcome')],
        (outcome) => t(`outcome.${outcome}`),
        i18n.language === 'en' ? ',' : ';',
      ),
    );
  return (
    <Stack>
      <Text ref={summary} tabIndex={-1}>
        {t('invite.outcome.summary', {
          count: results.length,
          invited: counts.find(({ outcome }) => outcome === 'invited')?.count ?? 0,
        })}
      </Text>
      <ToggleGroup
        label={t('invite.outcome.filter')}
        value={shown}
        onChange={setShown}
        options={counts
          .filter(({ count }) => count > 0)
          .map(({ outcome, count }) => ({
            value: outcome,
            label: `${t(`outcome.${outcome}`)} (${count})`,
            icon: iconOf(outcome),
          }))}
      />
      <DataTable
        caption={t('invite.outcome.title')}
        columns={columns}
        rows={rows}
        rowId={(one) => one.address}
      />
      <Group justify="space-between">
        <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
          {t('invite.outcome.download')}
        </Button>
        <Group>
          <Button variant="default" onClick={onAgain}>
            {t('invite.outcome.again')}
          </Button>
          <Button onClick={onClose}>{t('action.done')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
