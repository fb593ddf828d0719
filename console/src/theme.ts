import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** A calm blue whose shades hold 4.5:1 against the surfaces they stand on. */
const brand: MantineColorsTuple = [
  '#edf3ff',
  '#d8e4fd',
  '#b0c8f9',
  '#85aaf5',
  '#6190f1',
  '#4a7eef',
  '#2f66de',
  '#2456c4',
  '#1c4aae',
  '#103c96',
];

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  colors: { brand },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
