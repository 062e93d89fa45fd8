// The pages of docs/reference, written from the tables that the packages export and from the docstrings of their entries.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publishedExports } from './exports.mjs';

const number = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : value > 0 ? '∞' : '−∞').replace('-', '−');

/** Each page: the table it tells of, and what is said of an entry beside its docstring. */
const pages = [
  {
    file: 'functions.md',
    title: 'Functions',
    package: 'core',
    table: 'elementwise',
    about: 'Every function that formulas, tensors and the command line know, from the one table in `@chainrule/core`.',
    more: ({ parameters, spec }) => `${spec.rule}${parameters.length > 1 ? `; of ${parameters.join(', ')}` : ''}`,
  },
  {
    file: 'activations.md',
    title: 'Activations',
    package: 'activations',
    table: 'activations',
    about: 'What goes between layers. Ranges are those of the default parameters.',
    more: ({ range, advice }) => `from ${number(range[0])} to ${number(range[1])}. ${advice}`,
  },
  { file: 'layers.md', title: 'Layers', package: 'nn', table: 'layers', about: 'Layers, with the names, layouts and defaults of PyTorch.' },
  { file: 'losses.md', title: 'Losses', package: 'nn', table: 'losses', about: 'Losses: a prediction and a target to one number.' },
  { file: 'optimizers.md', title: 'Optimizers', package: 'optim', table: 'optimizers', about: 'Optimizers; each steps plain arrays, tensors and compiled programs.' },
  { file: 'schedules.md', title: 'Schedules', package: 'optim', table: 'schedules', about: 'Learning rates as functions of the step.' },
]; // prettier-ignore

/** The first paragraph of a docstring, in one line. */
const summary = (doc) => doc.split(/\n\s*\n/)[0].replaceAll(/\s*\n\s*/g, ' ');

/** The pages by their paths; those of packages that are not there left out. */
export async function referencePages(root) {
  const written = new Map();
  for (const { file, title, package: name, table, about, more } of pages) {
    const folder = join(root, 'packages', name);
    if (!existsSync(join(folder, 'dist/index.js'))) continue;
    const entries = (await import(pathToFileURL(join(folder, 'dist/index.js'))))[table];
    if (entries === undefined) continue;
    const docs = new Map(publishedExports(folder).map((one) => [one.name, one.doc]));
    const rows = Object.entries(entries).map(([key, entry]) => {
      const text = summary(docs.get(key) ?? '');
      return `- \`${key}\`: ${text}${more ? ` (${more(entry).replace(/\.$/, '')})` : ''}`;
    });
    const head = `# ${title}\n\n<!-- written by \`npm run reference\` -->\n\n${about} The package: [\`@chainrule/${name}\`](../../packages/${name}/README.md).`;
    written.set(join('docs/reference', file), `${head}\n\n${rows.join('\n')}\n`);
  }
  return written;
}
