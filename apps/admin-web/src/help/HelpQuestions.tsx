import { useState } from 'react';
import { HelpQuestion } from './HelpQuestion';
import { type QuestionId, questions } from './questions';
import classes from './help.module.css';

type HelpQuestionsProps = { about: readonly QuestionId[]; onLeave: (() => void) | null };

/** A few questions, in the order in which they are named; the first is open where it is alone. */
export function HelpQuestions({ about, onLeave }: HelpQuestionsProps) {
  const [open, setOpen] = useState<QuestionId | null>(about.length === 1 ? (about[0] ?? null) : null);
  const asked = about.flatMap((id) => questions.filter((question) => question.id === id));
  return (
    <div className={classes.list}>
      {asked.map((question) => (
        <HelpQuestion
          key={question.id}
          question={question}
          open={open === question.id}
          onToggle={() => setOpen(open === question.id ? null : question.id)}
          onLeave={onLeave}
        />
      ))}
    </div>
  );
}
