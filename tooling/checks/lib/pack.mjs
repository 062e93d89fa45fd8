import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../process.mjs';

/** The folder of a package of ours and those of the packages it needs, each once. */
export function needed(root, path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies }))
    if (name.startsWith('@chainrule/')) needed(root, join('packages', name.slice('@chainrule/'.length)), found);
  return found;
}

const published = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist'];
/** When a file, or anything in a folder, was last written; a file that was removed changes its folder. */
const changed = (path) => {
  const own = statSync(path);
  const inside = own.isDirectory() ? readdirSync(path).map((name) => changed(join(path, name))) : [];
  return Math.max(own.mtimeMs, ...inside);
};

/** The tarball of a package as it would be published; packed once, as long as nothing that goes into it has changed. */
export async function tarballOf(root, path) {
  const target = join(root, '.cache/packs', path.replaceAll(/[\\/]/g, '-'));
  mkdirSync(target, { recursive: true });
  const inside = () => readdirSync(target).map((name) => join(target, name));
  const newest = Math.max(...published.map((name) => join(root, path, name)).map((file) => (existsSync(file) ? changed(file) : 0)));
  if (inside().length === 1 && changed(inside()[0]) > newest) return inside()[0];
  for (const old of inside()) rmSync(old);
  const { code, output } = await capture('pnpm', ['--dir', join(root, path), 'pack', '--pack-destination', target]);
  if (code !== 0) throw new Error(`${path}: pnpm pack failed\n${output}`);
  return inside()[0];
}

/** Packs packages, and all they need, as they would be published; gives the paths of their tarballs. */
export async function pack(root, paths) {
  const queue = [...paths.reduce((found, path) => needed(root, path, found), new Set())];
  const tarballs = [];
  const worker = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) tarballs.push(await tarballOf(root, path));
  };
  await Promise.all([worker(), worker()]);
  return tarballs;
}

/** Installs packages in a folder with npm, as a user would. */
export function installIn(folder, packages) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
