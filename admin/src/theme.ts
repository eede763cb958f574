import { createTheme, Loader, type CSSVariablesResolver } from '@mantine/core';

/** The system's own fonts: nothing is loaded from elsewhere. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  autoContrast: true,
  cursorType: 'pointer',
  components: {
    // Without a role nobody is told what its label says.
    Loader: Loader.extend({ defaultProps: { role: 'progressbar' } }),
  },
});

/** Mantine's dimmed texts, placeholders and coloured texts on pale grounds are too pale themselves for WCAG AA (4.5:1). */
export const readable: CSSVariablesResolver = ({ colors: { gray, dark } }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': gray[7],
    '--mantine-color-error': '#b02525',
    '--mantine-color-anchor': '#364fc7',
    '--mantine-color-green-light-color': '#1c5c2b',
    '--mantine-color-red-light-color': '#9c1f1f',
    '--mantine-color-yellow-light-color': '#6b4700',
    '--mantine-color-blue-light-color': '#17497f',
    '--mantine-color-indigo-light-color': '#1f3185',
  },
  dark: {
    '--mantine-color-dimmed': dark[1],
    '--mantine-color-placeholder': dark[1],
    '--mantine-color-error': '#ff9d9d',
    '--mantine-color-anchor': '#bac8ff',
  },
});
