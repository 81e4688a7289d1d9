import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core';

const colors = ['green', 'red', 'gray', 'blue', 'orange', 'brand', 'yellow', 'teal', 'grape'];

/** Colours, type and density of the console. The default shades miss the contrast of WCAG 2.2 AA in places; the corrections are here. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  cursorType: 'pointer',
  respectReducedMotion: true,
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  colors: {
    brand: [
      '#eef2ff',
      '#dbe3fb',
      '#b4c3f4',
      '#8ea4ee',
      '#6c88e6',
      '#5473df',
      '#4463d6',
      '#3652bd',
      '#2f48a8',
      '#273b8a',
    ],
    // A cool, slightly blue dark scheme: neutral greys look brown beside the brand colour.
    dark: [
      '#d5d9e2',
      '#b3b9c6',
      '#8e96a6',
      '#666f81',
      '#434b5b',
      '#323a49',
      '#262d3a',
      '#1a202b',
      '#141922',
      '#0e1219',
    ],
    gray: [
      '#f7f8fa',
      '#f0f2f5',
      '#e5e8ed',
      '#d8dce4',
      '#c5cad4',
      '#a3aab8',
      '#7d8596',
      '#525a6b',
      '#343b49',
      '#1c212b',
    ],
  },
  black: '#171b24',
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    if (input.variant === 'filled' && input.color === 'red')
      return {
        ...resolved,
        background: 'var(--mantine-color-red-9)',
        hover: 'color-mix(in srgb, var(--mantine-color-red-9) 85%, black)',
        color: 'var(--mantine-color-white)',
      };
    if ((input.variant === 'light' || input.variant === 'subtle') && colors.includes(input.color ?? 'brand'))
      return { ...resolved, color: `var(--on-light-${input.color ?? 'brand'})` };
    return resolved;
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Alert: { defaultProps: { p: 'sm' } },
    Modal: { defaultProps: { padding: 'lg', radius: 'lg', overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Popover: { defaultProps: { shadow: 'md' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' } },
    Notification: { defaultProps: { styles: { description: { color: 'var(--mantine-color-dimmed)' } } } },
  },
});

const tints = (tint: (color: string) => Record<string, string>): Record<string, string> =>
  Object.assign({}, ...colors.map(tint)) as Record<string, string>;

/** What the theme adds to Mantine's variables; `on-light-*` is the text colour of tinted badges and buttons. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--surface-page': '#ffffff',
    '--surface-side': 'var(--mantine-color-gray-0)',
    '--surface-raised': '#ffffff',
    '--line': 'var(--mantine-color-gray-2)',
    '--hover': 'var(--mantine-color-gray-0)',
    '--mark': '#ffe9a8',
    ...tints((color) => ({
      [`--mantine-color-${color}-light`]: `color-mix(in srgb, var(--mantine-color-${color}-1) 75%, white)`,
      [`--on-light-${color}`]: `color-mix(in srgb, var(--mantine-color-${color}-9) 75%, black)`,
    })),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-anchor': 'var(--mantine-color-brand-3)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--surface-page': 'var(--mantine-color-dark-8)',
    '--surface-side': 'var(--mantine-color-dark-9)',
    '--surface-raised': 'var(--mantine-color-dark-7)',
    '--line': 'var(--mantine-color-dark-5)',
    '--hover': 'var(--mantine-color-dark-7)',
    '--mark': '#4a3b0e',
    ...tints((color) => ({
      [`--mantine-color-${color}-light`]: `color-mix(in srgb, var(--mantine-color-${color}-7) 24%, var(--mantine-color-dark-8))`,
      [`--on-light-${color}`]: `var(--mantine-color-${color}-2)`,
    })),
  },
});
