import { IconHelpCircle } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withHelpTexts } from '../i18n/i18n';
import { Button } from '../ui/basics';
import classes from './help.module.css';
import type { QuestionId } from './questions';

const HelpQuestions = lazy(() =>
  withHelpTexts(import('./HelpQuestions').then((module) => ({ default: module.HelpQuestions }))),
);

/** As `HelpButton`, inside a dialog: the answers open in it, and nothing in them leads away from what is filled in. */
export function HelpNote({ about }: { about: readonly QuestionId[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.note}>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconHelpCircle size={16} aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('help.title')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <HelpQuestions about={about} onLeave={null} />
        </Suspense>
      )}
    </div>
  );
}
