import react from '@vitejs/plugin-react';
import {
  convertCssVariables,
  defaultCssVariablesResolver,
  DEFAULT_THEME,
  mergeMantineTheme,
} from '@mantine/core';
import path from 'node:path';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { cssVariables, theme } from './src/ui/theme';

const themeCss = 'virtual:theme.css';

/** The theme's variables as a style sheet: without it they would be an inline `<style>`, which the content security policy refuses. */
function themeStyles() {
  return {
    name: 'theme-styles',
    resolveId: (id) => (id === themeCss ? `\0${themeCss}` : undefined),
    load(id) {
      if (id !== `\0${themeCss}`) return undefined;
      const merged = mergeMantineTheme(DEFAULT_THEME, theme);
      const base = defaultCssVariablesResolver(merged);
      const own = cssVariables(merged);
      return convertCssVariables({
        variables: { ...base.variables, ...own.variables },
        light: { ...base.light, ...own.light, '--mantine-color-scheme': 'light' },
        dark: { ...base.dark, ...own.dark, '--mantine-color-scheme': 'dark' },
      });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    themeStyles(),
    compression({ include: /\.(js|css|svg)$/, algorithms: ['gzip', 'brotliCompress'] }),
  ],
  resolve: {
    alias: { '@tenantry/contracts': path.resolve(import.meta.dirname, '../../libs/contracts/src/index.ts') },
  },
  build: {
    outDir: path.resolve(import.meta.dirname, 'dist/client'),
    emptyOutDir: true,
    // Nothing inline: the content security policy takes styles, scripts and fonts from this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs, in one file: it compresses better, and a release of ours does not change it.
            {
              name: 'framework',
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack\/(react-router|router-core|history|react-query|query-core|react-store|store)|@mantine\/hooks|zod)\//,
              minShareCount: 2,
            },
            // What most pages show. What opens above a page (menus, lists, dialogs, tooltips) is loaded when it opens.
            {
              name: 'ui',
              test: /node_modules\/(@mantine\/core\/esm\/(?!components\/(ScrollArea|Popover|Combobox|Select|Modal|Tooltip|FocusTrap|Checkbox|Radio|Tabs)|utils\/Floating)|clsx|@tabler)|src\/ui\/(?!Dialog|Menu|Tooltip[A-Z]|DataTable)/,
              minShareCount: 18,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': process.env.API_URL ?? 'http://127.0.0.1:4000',
      '/runtime.json': process.env.API_URL ?? 'http://127.0.0.1:4000',
      '/telemetry': process.env.API_URL ?? 'http://127.0.0.1:4000',
    },
  },
});
