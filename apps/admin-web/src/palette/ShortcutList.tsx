import { useTranslation } from 'react-i18next';
import { Kbd, Stack } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { Facts } from '../ui/Facts';
import type { Place } from './places';
import { SingleKeysSwitch } from './SingleKeysSwitch';

/** Every shortcut of the console, and the switch for those of a single key. */
export function ShortcutList({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const { t } = useTranslation();
  const keys = (...names: string[]) => names.map((name) => <Kbd key={name}>{name}</Kbd>);
  return (
    <Dialog opened onClose={onClose} title={t('shortcuts.title')} size="lg">
      <Stack>
        <Facts
          items={[
            {
              name: t('palette.title'),
              value: (
                <>
                  {keys('Ctrl', 'K')} · {keys('⌘', 'K')}
                </>
              ),
            },
            { name: t('shortcuts.list'), value: keys('?') },
            { name: t('shortcuts.search'), value: keys('/') },
            { name: t('shortcuts.choose'), value: keys('x') },
            { name: t('shortcuts.close'), value: keys('Esc') },
            ...places.map(({ key, title }) => ({ name: title, value: keys('g', key) })),
          ]}
        />
        <SingleKeysSwitch />
      </Stack>
    </Dialog>
  );
}
