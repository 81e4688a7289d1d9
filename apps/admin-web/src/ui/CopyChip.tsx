import { CopyButton, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tooltip } from './Tooltip';
import classes from './CopyChip.module.css';

/** An id in short form that copies itself whole. `label` says what is copied: 'user id'. */
export function CopyChip({ value, label, short = value }: { value: string; label: string; short?: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('action.copied') : value}>
          <UnstyledButton className={classes.chip} onClick={copy} aria-label={t('action.copy', { label })}>
            <span>{short}</span>
            {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
            <span role="status" className={classes.status}>
              {copied ? t('action.copied') : ''}
            </span>
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
