import { useTranslation } from 'react-i18next';
import classes from './SkipLink.module.css';

/** The first stop of the Tab key: past header and menu to the content (WCAG 2.4.1). */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#content"
      className={classes.skip}
      onClick={(event) => {
        // A hash in the address would be one more step back in the history.
        event.preventDefault();
        document.getElementById('content')?.focus();
      }}
    >
      {t('shell.skip')}
    </a>
  );
}
