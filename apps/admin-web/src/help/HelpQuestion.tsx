import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { UnstyledButton } from '../ui/basics';
import { Highlight } from '../ui/Highlight';
import { Answer } from './Answer';
import type { Question } from './questions';
import classes from './help.module.css';
import { useHelpText } from './use-help-text';

type HelpQuestionProps = {
  question: Question;
  query?: string;
  open: boolean;
  onToggle: () => void;
  /** Called when a link of the answer is followed; `null` where the answer has no links, because they would lose what is filled in. */
  onLeave?: (() => void) | null;
};

/** One question, which opens its answer below (ARIA Authoring Practices, disclosure). */
export function HelpQuestion({ question, query = '', open, onToggle, onLeave }: HelpQuestionProps) {
  const panel = useId();
  const text = useHelpText()(question.id);
  return (
    <div id={question.id} className={classes.question}>
      <h3 className={classes.heading}>
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={open}
          aria-controls={panel}
          onClick={onToggle}
        >
          <IconChevronRight size={16} aria-hidden className={classes.chevron} />
          <span>
            <Highlight text={text.question} query={query} />
          </span>
        </UnstyledButton>
      </h3>
      <div id={panel} hidden={!open}>
        {open && <Answer question={question} query={query} onLeave={onLeave} />}
      </div>
    </div>
  );
}
