// Packs every public package as it would be published and looks at the result: publint --strict, attw, and that no workspace detail is left in it.
//   node tooling/checks/packages.mjs [root]
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { capture } from '../process.mjs';
import { report, rootArgument } from './lib/report.mjs';
import { packagesIn } from './lib/workspace.mjs';

const root = resolve(rootArgument());
const folder = join(root, '.cache/packs');

/** The text of one file in an npm tarball. */
function fileInTarball(tarball, name) {
  const bytes = gunzipSync(readFileSync(tarball));
  const text = (start, length) => bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    if (text(at, 100) === `package/${name}`) return text(at + 512, size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

function manifestProblems(item, tarball) {
  const text = fileInTarball(tarball, 'package.json');
  const problems = [];
  if (text.includes('@chainrule/source')) problems.push('the source condition is still in the published package.json');
  if (text.includes('workspace:') || text.includes('catalog:'))
    problems.push('workspace: or catalog: is still in the published package.json');
  for (const file of ['README.md', 'LICENSE'])
    if (fileInTarball(tarball, file) === undefined) problems.push(`${file} is missing from the published package`);
  return problems.map((problem) => `${item.name}: ${problem}`);
}

async function check(item) {
  const target = join(folder, item.folder.replaceAll(/[\\/]/g, '-'));
  mkdirSync(target, { recursive: true });
  const packed = await capture('pnpm', ['--dir', join(root, item.folder), 'pack', '--pack-destination', target]);
  if (packed.code !== 0) return [`${item.name}: pnpm pack failed\n${packed.output}`];
  const tarball = join(
    target,
    readdirSync(target).find((file) => file.endsWith('.tgz')),
  );
  const problems = manifestProblems(item, tarball);
  const tools = [['publint', ['--strict', tarball]]];
  if (item.manifest.exports)
    tools.push(['attw', ['--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'table-flipped', tarball]]);
  for (const [tool, args] of tools) {
    const { code, output } = await capture(tool, args);
    if (code !== 0) problems.push(`${item.name}: ${tool}\n${output}`);
  }
  return problems;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const items = packagesIn(root).filter(({ manifest }) => manifest.private !== true);
const unbuilt = items
  .filter((item) => !existsSync(join(root, item.folder, 'dist')))
  .map(({ name }) => `${name}: there is no dist folder: build first`);
const queue = items.filter((item) => existsSync(join(root, item.folder, 'dist')));
const problems = [];
const worker = async () => {
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) problems.push(...(await check(item)));
};
await Promise.all([worker(), worker()]);
report('packages', [...unbuilt, ...problems], `${items.length} packages packed, publint and attw`);
