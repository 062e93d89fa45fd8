// Checks that what is documented is what is exported: a package's declarations and its module export the same names, each has a docstring,
// each function an example and, where it throws, a word on that; the README's list of exports and the pages of docs/reference are the present ones.
//   node tooling/checks/documented.mjs [root]            tells what is missing
//   node tooling/checks/documented.mjs [root] --write    writes the lists and the pages
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { referencePages } from './lib/reference-pages.mjs';
import { exportList, withExportList } from './lib/export-list.mjs';
import { placesOf, publishedExports, throwsItself } from './lib/exports.mjs';
import { report, rootArgument } from './lib/report.mjs';
import { packagesIn } from './lib/workspace.mjs';

const root = resolve(rootArgument());
const write = process.argv.includes('--write');
const problems = [];
let names = 0;
for (const { name: packageName, folder } of packagesIn(root, ['packages'])) {
  const place = join(root, folder);
  if (!existsSync(join(place, 'dist/index.d.ts'))) {
    problems.push(`${folder}: there is no dist folder: build first`);
    continue;
  }
  const found = publishedExports(place);
  names += found.length;
  const told = (one, what) => problems.push(`${packageName}: ${one}: ${what}`);

  const values = new Set(found.filter(({ kind }) => kind !== 'type').map(({ name }) => name));
  const running = new Set(Object.keys(await import(pathToFileURL(join(place, 'dist/index.js')))));
  for (const name of running) if (!values.has(name)) told(name, 'is exported, and not declared');
  for (const name of values) if (!running.has(name)) told(name, 'is declared, and not exported');

  const places = placesOf(place);
  for (const { name, kind, doc, example } of found) {
    if (doc === '') told(name, 'has no docstring');
    else if (!/[.:?)…]$/m.test(doc)) told(name, 'its docstring is no sentence');
    if (kind === 'function' && !example) told(name, 'is a function without an @example');
    if (kind === 'function' && !/throw/i.test(doc) && throwsItself(join(place, 'src', places.get(name) ?? 'index.ts'), name))
      told(name, 'throws, and its docstring does not say what');
  }

  const readme = join(place, 'README.md');
  const text = readFileSync(readme, 'utf8');
  const current = withExportList(text, exportList(place, found));
  if (current === undefined) told('README.md', 'has no place for the list of exports: <!-- exports --> and <!-- /exports -->');
  else if (write) writeFileSync(readme, current);
  else if (current !== text) told('README.md', `its list of exports is not the present one: npm run reference`);
}
for (const [file, text] of await referencePages(root)) {
  if (write) writeFileSync(join(root, file), text);
  else if (!existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text)
    problems.push(`${file} is not the present one: npm run reference`);
}
report('documented', problems, `${names} exported names`);
