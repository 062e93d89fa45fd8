import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ChainruleError } from '@chainrule/core';
import { defineCommand } from '../command/command.js';
import { flag, number as numberOption } from '../command/option.js';
import { object, text } from '../command/schema.js';
import { serveFolder } from '../output/static-site.js';

/** Where the build puts the site. */
const bundled = fileURLToPath(new URL('site', import.meta.url));

/** The demo site, from this machine alone. */
export const serve = defineCommand({
  about:
    'Serves the demo site, or the folder of another, to browsers of this machine, without a network. Pages run under a strict policy and alone in their process. Ends with Ctrl-C.',
  arguments: [{ name: 'folder', about: 'by default the site that comes with the program', kind: 'file', optional: true }],
  options: {
    port: numberOption('port', 'where to listen; 0 for any that is free', { from: 0, to: 65_535, whole: true }, 4173),
    once: flag('only say whether it can be served, and end'),
  },
  examples: [
    { args: ['serve', '.', '--once', '--port', '0'], files: { 'index.html': '<!doctype html><title>Page</title>\n' }, lines: 0 },
    { args: ['serve', 'nowhere'], exit: 4 },
  ],
  result: object({ folder: text, address: text }),
  formats: [],
  async run({ args: [given], options: { port, once }, io }) {
    const folder = given ?? bundled;
    if (given === undefined && !existsSync(folder))
      throw new ChainruleError('backend', 'this build of the program came without the site', {
        operation: 'serve',
        hint: 'give the folder of a built one: chainrule serve apps/site/dist',
      });
    const { server, address } = await serveFolder(folder, port);
    if (!once) {
      io.note(`${address}  (Ctrl-C ends)`);
      await new Promise<void>((resolve) => io.onInterrupt(resolve));
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return { result: { folder, address }, text: () => (once ? `${folder} can be served` : 'Ended.') };
  },
});
