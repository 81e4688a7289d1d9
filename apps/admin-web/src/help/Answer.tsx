import { IconArrowRight } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import { Highlight } from '../ui/Highlight';
import { RouterLink } from '../ui/RouterLink';
import type { Question } from './questions';
import { screens } from './screens';
import classes from './help.module.css';
import { useHelpText } from './use-help-text';

type AnswerProps = { question: Question; query: string; onLeave: (() => void) | null | undefined };

/** The answer, what to do step by step, for whom it is, and the way to where it is done. */
export function Answer({ question, query, onLeave }: AnswerProps) {
  const { t, i18n } = useTranslation();
  const { may } = useSignedIn();
  const { id, needs, pictures } = question;
  const { answer, steps } = useHelpText()(id);
  return (
    <div className={classes.answer}>
      <p>
        <Highlight text={answer} query={query} />
      </p>
      <ol>
        {steps.map((step, index) => (
          <li key={step}>
            <Highlight text={step} query={query} />
            {pictures?.includes(index + 1) && (
              <Picture file={`/help/${i18n.language}/${id}-${index + 1}.webp`} number={index + 1} />
            )}
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">
        {needs === null
          ? t('help.forEverybody')
          : t(may(needs) ? 'help.forHolders' : 'help.notForYou', { permission: t(`permission.${needs}`) })}
      </Text>
      {onLeave !== null && <ScreenLink question={question} onLeave={onLeave} />}
    </div>
  );
}

/** What the step says, seen; a click shows it as large as it is. Whoever does not see it misses nothing. */
function Picture({ file, number }: { file: string; number: number }) {
  const { t } = useTranslation();
  return (
    <a href={file} target="_blank" rel="noreferrer" className={classes.picture}>
      <img src={file} alt={t('help.picture', { number })} width={800} height={540} loading="lazy" />
    </a>
  );
}

function ScreenLink({ question, onLeave }: { question: Question; onLeave: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { me, may } = useSignedIn();
  const { userId } = useParams({ strict: false });
  const { to, search, label, open } = screens[question.screen];
  if (!open(may)) return null;
  if (question.tab && userId)
    return (
      <RouterLink
        to="/users/$userId"
        params={{ userId }}
        search={{ tab: question.tab }}
        onClick={onLeave}
        className={classes.link}
      >
        {t('help.goTo', { screen: t(`user.tab.${question.tab}`) })} <IconArrowRight size={14} aria-hidden />
      </RouterLink>
    );
  return (
    <RouterLink
      to={to}
      params={{ organizationId: me.organization.organizationId }}
      search={search}
      onClick={onLeave}
      className={classes.link}
    >
      {t('help.goTo', { screen: t(label) })} <IconArrowRight size={14} aria-hidden />
    </RouterLink>
  );
}
