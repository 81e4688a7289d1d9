import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/basics';
import { singleKeysOn, switchSingleKeys } from './single-keys';

/** Switches the shortcuts of a single key on and off, in this browser (WCAG 2.2, 2.1.4). */
export function SingleKeysSwitch() {
  const { t } = useTranslation();
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Checkbox
      label={t('shortcuts.single')}
      description={t('shortcuts.singleHint')}
      checked={on}
      onChange={({ currentTarget: { checked } }) => {
        switchSingleKeys(checked);
        setOn(checked);
      }}
    />
  );
}
