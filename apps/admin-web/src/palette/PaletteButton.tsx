import { IconSearch } from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../ui/basics';
import { whenIdle } from '../ui/when-idle';
import type { KeyboardProps, Opened } from './Keyboard';

// Not reachable now: without shortcuts everything else works.
const Keyboard = lazy<ComponentType<KeyboardProps>>(() =>
  import('./Keyboard').then(
    (module) => ({ default: module.Keyboard }),
    () => ({ default: () => null }),
  ),
);

/** Opens the command palette; the shortcuts are loaded with it, when the browser has nothing more urgent to do. */
export function PaletteButton() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => whenIdle(() => setWanted(true)), []);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('palette.open')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => {
          setWanted(true);
          setOpened('palette');
        }}
      >
        <IconSearch size={20} stroke={1.7} aria-hidden />
      </ActionIcon>
      {wanted && (
        <Suspense fallback={null}>
          <Keyboard opened={opened} onOpen={setOpened} />
        </Suspense>
      )}
    </>
  );
}
