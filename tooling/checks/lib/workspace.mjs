import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'coverage', '.turbo', '.cache', '.generated', '.git', 'reference', 'benchmarks']);

/** Every file below `folder`, as paths from it, build outputs and data left out. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)).map((file) => join(entry.name, file)) : [entry.name]))
    .sort();
}

/** The parts of the repository that have a package.json: `{ name, folder, manifest }`, for each of the given top folders. */
export function packagesIn(root, tops = ['packages', 'apps', 'apps/examples']) {
  return (
    tops
      .filter((top) => existsSync(join(root, top)))
      .flatMap((top) => readdirSync(join(root, top)).map((name) => join(top, name)))
      // Plugins of strangers are outside of the workspace.
      .filter((folder) => existsSync(join(root, folder, 'package.json')) && !folder.startsWith(join('apps/examples/plugin-')))
      .map((folder) => {
        const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
        return { name: manifest.name, folder, manifest };
      })
  );
}

/** TypeScript sources of one package, as paths from the root of the repository. */
export const sourcesOf = (root, { folder }) =>
  filesBelow(join(root, folder, 'src'))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, 'src', file));

/** Tests, and what only tests use: files in a folder `test-support` or `checks`. Nothing else may import them. */
export const isTest = (file) => /\.test(-d)?\.tsx?$|[\\/](test-support|checks)[\\/]/.test(file);

/** A path for a message: from the root, with forward slashes. */
export const shown = (root, file) => relative(root, file).replaceAll('\\', '/');

/** The source that a relative import means: imports end in `.js`, whatever what they mean is written in. */
export const sourceOf = (root, target) =>
  ['.ts', '.tsx'].map((end) => target.replace(/\.js$/, end)).find((file) => existsSync(join(root, file)));
