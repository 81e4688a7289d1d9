import { useTranslation } from 'react-i18next';
import { fold, wordsOf } from '../ui/match-parts';
import { type Question, type QuestionId, questions } from './questions';

type HelpText = { question: string; answer: string; steps: string[] };

/** @returns a function that gives the texts of a question in the language of the console, with the names that buttons have in it */
export function useHelpText(): (id: QuestionId) => HelpText {
  const { t } = useTranslation();
  return (id) => ({
    question: t(`help.${id}.question`),
    answer: t(`help.${id}.answer`),
    steps: t(`help.${id}.steps`).split('\n'),
  });
}

/** @returns a function that finds the questions in whose texts every word stands, wherever; without words all of them */
export function useFindQuestions(): (query: string) => readonly Question[] {
  const textOf = useHelpText();
  return (query) => {
    const words = wordsOf(query);
    if (words.length === 0) return questions;
    return questions.filter(({ id }) => {
      const { question, answer, steps } = textOf(id);
      const text = fold([question, answer, ...steps].join('\n'));
      return words.every((word) => text.includes(word));
    });
  };
}
