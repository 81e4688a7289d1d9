import { IconSearch } from '@tabler/icons-react';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Stack, Text, TextInput, useDebouncedCallback } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { EmptyState } from '../ui/States';
import { HelpQuestion } from './HelpQuestion';
import { type QuestionId, questions, topics } from './questions';
import classes from './help.module.css';
import { useFindQuestions } from './use-help-text';

const route = getRouteApi('/console/help');

/** The questions by topic; typing narrows them, and opens what is left. */
export function HelpList() {
  const { t } = useTranslation();
  const { q = '' } = route.useSearch();
  const [typed, setTyped] = useState(q);
  const [flipped, setFlipped] = useState<readonly QuestionId[]>([]);
  const navigate = route.useNavigate();
  const keep = useDebouncedCallback(
    (text: string) => void navigate({ search: text ? { q: text } : {}, replace: true, resetScroll: false }),
    250,
  );
  const find = (text: string) => {
    setTyped(text);
    setFlipped([]);
    keep(text.trim());
  };
  const anchor = useAnchor();
  const [shown, setShown] = useState<QuestionId | null>(null);
  if (anchor !== shown) {
    setShown(anchor);
    if (anchor) {
      setTyped('');
      setFlipped([anchor]);
    }
  }
  const found = useFindQuestions()(typed);
  const searching = typed.trim() !== '';
  const isOpen = (id: QuestionId) => flipped.includes(id) !== searching;
  const flip = (id: QuestionId) =>
    setFlipped(flipped.includes(id) ? flipped.filter((one) => one !== id) : [...flipped, id]);
  return (
    <Stack maw={760}>
      <Text c="dimmed">{t('help.lead')}</Text>
      <TextInput
        type="search"
        aria-label={t('help.search')}
        placeholder={t('help.searchHint')}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => find(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Text role="status" size="sm" c="dimmed">
        {t('help.found', { count: found.length })}
      </Text>
      {found.length === 0 && <EmptyState title={t('help.none.title')} description={t('help.none.text')} />}
      {topics.map((topic) => {
        const ofTopic = found.filter((question) => question.topic === topic);
        if (ofTopic.length === 0) return null;
        return (
          <Panel key={topic} title={t(`help.topic.${topic}`)}>
            <div className={classes.list}>
              {ofTopic.map((question) => (
                <HelpQuestion
                  key={question.id}
                  question={question}
                  query={typed}
                  open={isOpen(question.id)}
                  onToggle={() => flip(question.id)}
                />
              ))}
            </div>
          </Panel>
        );
      })}
    </Stack>
  );
}

/** The question that the address names, which is scrolled to once its answer is there. */
function useAnchor(): QuestionId | null {
  const hash = useLocation({ select: (location) => location.hash });
  const anchor = questions.find(({ id }) => id === hash)?.id ?? null;
  useEffect(() => {
    if (anchor) requestAnimationFrame(() => document.getElementById(anchor)?.scrollIntoView());
  }, [anchor]);
  return anchor;
}
