import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e8f4f6',
  '#d0e8ec',
  '#a5d3da',
  '#79bdc8',
  '#55abb8',
  '#3594a2',
  '#1f7f8e',
  '#136b79',
  '#0c5762',
  '#07434c',
];

const red: MantineColorsTuple = [
  '#fdecea',
  '#fae3e0',
  '#f3bdb7',
  '#e98f86',
  '#dd6257',
  '#cf4438',
  '#c0362b',
  '#b3261e',
  '#8f1c16',
  '#6b1410',
];

/** Greys with a little paper in them. */
const gray: MantineColorsTuple = [
  '#f8f7f4',
  '#f1efea',
  '#e6e3dc',
  '#d8d4cb',
  '#c3beb3',
  '#a29d92',
  '#716c63',
  '#5a554d',
  '#413e38',
  '#2a2824',
];

const dark: MantineColorsTuple = [
  '#dad7d1',
  '#b8b4ac',
  '#a09b92',
  '#75716a',
  '#4a4741',
  '#37342f',
  '#2a2825',
  '#211f1d',
  '#191817',
  '#121110',
];

/** Chinese, Japanese and Korean glyphs come after the system's own font; `:lang()` rules put theirs first. */
const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Apple SD Gothic Neo", "Malgun Gothic", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const fontFamilyMonospace =
  'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", monospace';

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, red, gray, dark },
  fontFamily,
  fontFamilyMonospace,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { centered: true, radius: 'md' } },
  },
});

/** The window's own colours, both schemes; every pair of text and ground has at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f5f1',
    '--mantine-color-text': '#2a2824',
    '--mantine-color-dimmed': '#615c53',
    '--mantine-color-placeholder': '#716c63',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#d0cbc0',
    '--mantine-color-anchor': '#136b79',
    '--pk-surface': '#ffffff',
    '--pk-rail': '#eae7df',
    '--pk-line': '#dfdbd2',
    '--pk-sunken': '#f0eee8',
    '--pk-accent': '#136b79',
    '--pk-accent-soft': '#dcedef',
    '--pk-accent-text': '#0c5762',
    '--pk-good': '#226433',
    '--pk-good-soft': '#e0f0e2',
    '--pk-warn': '#8a5300',
    '--pk-warn-soft': '#fbecd0',
    '--pk-bad': '#b3261e',
    '--pk-bad-soft': '#fae3e0',
  },
  dark: {
    '--mantine-color-body': '#191817',
    '--mantine-color-text': '#e2dfd9',
    '--mantine-color-dimmed': '#a9a49b',
    '--mantine-color-placeholder': '#958f85',
    '--mantine-color-error': '#ff9a8f',
    '--mantine-color-default-border': '#4a4741',
    '--mantine-color-anchor': '#79bdc8',
    '--pk-surface': '#211f1d',
    '--pk-rail': '#131211',
    '--pk-line': '#37342f',
    '--pk-sunken': '#1b1a18',
    '--pk-accent': '#55abb8',
    '--pk-accent-soft': '#15363b',
    '--pk-accent-text': '#9dd2da',
    '--pk-good': '#7fc98f',
    '--pk-good-soft': '#1c3322',
    '--pk-warn': '#e8b25c',
    '--pk-warn-soft': '#3a2c12',
    '--pk-bad': '#ff9a8f',
    '--pk-bad-soft': '#45201c',
  },
});
