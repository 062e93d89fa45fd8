import { cpSync, existsSync } from 'node:fs';
import { program } from '@chainrule/tooling-tsup';

const site = new URL('../site/dist', import.meta.url);

// Each command is a chunk of its own, loaded when it is used. What is optional is found where it is installed, or not.
export default program({
  splitting: true,
  external: ['@resvg/resvg-js'],
  // The site comes with the program, for `chainrule serve`.
  onSuccess: async () => {
    if (existsSync(site)) cpSync(site, new URL('dist/site', import.meta.url), { recursive: true });
  },
});
