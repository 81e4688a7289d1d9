import { useTranslation } from 'react-i18next';
import { useColorScheme } from '../ui/basics';
import { Menu } from '../ui/menu';
import { colorSchemes } from './color-schemes';

export function ColorSchemeItems() {
  const { t } = useTranslation();
  // Without transitions it would need an inline style for a moment, which the content security policy refuses.
  const { colorScheme, setColorScheme } = useColorScheme({ keepTransitions: true });
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(value) => {
        const scheme = colorSchemes.find((one) => one.value === value);
        if (scheme) setColorScheme(scheme.value);
      }}
    >
      {colorSchemes.map(({ value, icon: Glyph }) => (
        <Menu.RadioItem
          key={value}
          value={value}
          closeMenuOnClick
          rightSection={<Glyph size={15} aria-hidden />}
        >
          {t(`shell.scheme.${value}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
