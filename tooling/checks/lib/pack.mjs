import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a package of ours and those of the packages it needs, each once. */
export function needed(root, path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies }))
    if (name.startsWith('@chainrule/')) needed(root, join('packages', name.slice('@chainrule/'.length)), found);
  return found;
}

/** Packs packages, and all they need, as they would be published; gives the paths of their tarballs. */
export function pack(root, paths, target) {
  mkdirSync(target, { recursive: true });
  const pnpm = join(root, 'node_modules/.bin/pnpm');
  const all = paths.reduce((found, path) => needed(root, path, found), new Set());
  for (const path of all) execFileSync(pnpm, ['--dir', join(root, path), 'pack', '--pack-destination', target], { stdio: 'ignore' });
  return readdirSync(target).map((name) => join(target, name));
}

/** Installs packages in a folder with npm, as a user would. */
export function installIn(folder, packages) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
