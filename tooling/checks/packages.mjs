// Packs every public package as it would be published and looks at the result: publint --strict, attw, that no workspace detail is left in it,
// and that it contains the files it should, no more and no fewer, with the settings of publishing.
//   node tooling/checks/packages.mjs [root]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { capture } from '../process.mjs';
import { tarballOf } from './lib/pack.mjs';
import { report, rootArgument } from './lib/report.mjs';
import { packagesIn } from './lib/workspace.mjs';

const root = resolve(rootArgument());

/** The files of an npm tarball by their names in the package, as texts. */
function filesIn(tarball) {
  const bytes = gunzipSync(readFileSync(tarball));
  const text = (start, length) => bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  const files = new Map();
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    files.set(
      [text(at + 345, 155), text(at, 100)]
        .filter(Boolean)
        .join('/')
        .replace(/^package\//, ''),
      text(at + 512, size),
    );
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

const strings = (value) => (typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(strings));

/**
 * What a package should contain, worked out from its package.json: a library what its exports name; a program, whose parts are named by
 * its build, what lies in the folders of `files`. Beside it package.json, README, licence, and a changelog when there is one.
 */
function expectedFiles(item) {
  const { exports, files } = item.manifest;
  const own = exports
    ? strings(item.manifest.publishConfig?.exports).map((path) => normalize(path))
    : files.flatMap((folder) => everyFile(join(root, item.folder, folder)).map((path) => `${folder}/${path}`));
  const changelog = existsSync(join(root, item.folder, 'CHANGELOG.md')) ? ['CHANGELOG.md'] : [];
  return new Set(['package.json', 'README.md', 'LICENSE', ...changelog, ...own]);
}
const everyFile = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'));

/** Nobody who installs a package wants these. */
const unwanted = /(^|\/)(test|tests|node_modules|src)\/|\.(test|spec)\.|\.map$|\.tsbuildinfo$|(^|\/)\./;

function contentProblems(item, files) {
  const text = files.get('package.json');
  const problems = [];
  if (text.includes('@chainrule/source')) problems.push('the source condition is still in the published package.json');
  if (text.includes('workspace:') || text.includes('catalog:'))
    problems.push('workspace: or catalog: is still in the published package.json');
  const expected = expectedFiles(item);
  for (const file of expected) if (!files.has(file)) problems.push(`${file} is missing from the published package`);
  for (const file of files.keys())
    if (!expected.has(file) || unwanted.test(file)) problems.push(`${file} is published, and has no place there`);
  if (files.get('LICENSE') && !files.get('LICENSE').includes(`${item.manifest.license} `))
    problems.push(`its licence file is not the ${item.manifest.license} licence that package.json names`);
  const { access, provenance } = JSON.parse(text).publishConfig ?? {};
  if (access !== 'public' || provenance !== true) problems.push('publishConfig must have "access": "public" and "provenance": true');
  return problems.map((problem) => `${item.name}: ${problem}`);
}

async function check(item) {
  const tarball = await tarballOf(root, item.folder);
  const problems = contentProblems(item, filesIn(tarball));
  const tools = [['publint', ['--strict', tarball]]];
  if (item.manifest.exports)
    tools.push(['attw', ['--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'table-flipped', tarball]]);
  for (const [tool, args] of tools) {
    const { code, output } = await capture(tool, args);
    if (code !== 0) problems.push(`${item.name}: ${tool}\n${output}`);
  }
  return problems;
}

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
