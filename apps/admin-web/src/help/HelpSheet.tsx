import { useTranslation } from 'react-i18next';
import { RouterLink } from '../ui/RouterLink';
import { SideSheet } from '../ui/SideSheet';
import { HelpQuestions } from './HelpQuestions';
import type { QuestionId } from './questions';

type HelpSheetProps = { title: string; about: readonly QuestionId[]; opened: boolean; onClose: () => void };

/** Answers beside the page that they are about, which stays as it is. */
export function HelpSheet({ title, about, opened, onClose }: HelpSheetProps) {
  const { t } = useTranslation();
  return (
    <SideSheet opened={opened} onClose={onClose} title={title} from="right">
      <HelpQuestions about={about} onLeave={onClose} />
      <RouterLink to="/help" onClick={onClose} mt="md" size="sm">
        {t('help.all')}
      </RouterLink>
    </SideSheet>
  );
}
