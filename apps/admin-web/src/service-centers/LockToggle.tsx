import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { UnstyledButton, VisuallyHidden } from '../ui/basics';
import { Tooltip } from '../ui/Tooltip';
import classes from './LockToggle.module.css';

type LockToggleProps = {
  center: string;
  owned: boolean;
  /** Why the person may not toggle it; `null` where they may. */
  refused: string | null;
  onToggle: () => void;
};

/** The lock of a binding: closed and blue where the user owns the service center, open and gray where not (A7). */
export function LockToggle({ center, owned, refused, onToggle }: LockToggleProps) {
  const { t } = useTranslation();
  const reasonId = useId();
  const Glyph = owned ? IconLock : IconLockOpen2;
  return (
    <>
      <Tooltip label={refused ?? t(owned ? 'lock.take' : 'lock.give')}>
        <UnstyledButton
          className={classes.lock}
          aria-pressed={owned}
          aria-label={t('lock.of', { center })}
          {...(refused ? { 'aria-disabled': true, 'aria-describedby': reasonId } : {})}
          data-trace="toggle lock"
          onClick={() => {
            if (!refused) onToggle();
          }}
        >
          <Glyph size={16} stroke={2} aria-hidden />
          {t(owned ? 'lock.owned' : 'lock.notOwned')}
        </UnstyledButton>
      </Tooltip>
      {refused && <VisuallyHidden id={reasonId}>{refused}</VisuallyHidden>}
    </>
  );
}
