import { defaultClientConditions, defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { pagesPlugin } from './src/build/pages-plugin.js';

/** Packages are bundled from their sources. */
const conditions = ['@chainrule/source', ...defaultClientConditions];

export default defineConfig({
  // Every address is relative: the site works from any folder.
  base: './',
  // There is no page but those of the table.
  appType: 'mpa',
  plugins: [solid(), pagesPlugin(conditions)],
  resolve: { conditions },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // Each document names what its page needs.
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    rolldownOptions: { input: 'src/main.ts' },
  },
});
