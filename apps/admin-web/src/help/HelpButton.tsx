import { IconHelpCircle } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withHelpTexts } from '../i18n/i18n';
import { ActionIcon } from '../ui/basics';
import type { QuestionId } from './questions';

const HelpSheet = lazy(() =>
  withHelpTexts(import('./HelpSheet').then((module) => ({ default: module.HelpSheet }))),
);

type HelpButtonProps = {
  /** What it stands beside: the title of a page or of a part of it. */
  what: string;
  about: readonly QuestionId[];
};

/** Opens the answers to what people ask here, without leaving the screen (B9). */
export function HelpButton({ what, about }: HelpButtonProps) {
  const { t } = useTranslation();
  const [used, setUsed] = useState(false);
  const [opened, setOpened] = useState(false);
  const title = t('help.about', { what });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={title}
        aria-haspopup="dialog"
        onClick={() => {
          setUsed(true);
          setOpened(true);
        }}
      >
        <IconHelpCircle size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
      {used && (
        <Suspense fallback={null}>
          <HelpSheet title={title} about={about} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
