// The documentation as one site (`npm run docs`): typedoc reads every package and guide and takes no warning; then every link in the pages leads to
// a file, and every #anchor to its place. The short form does not run it: the links of the Markdown pages are checked by tooling/checks/links.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { filesBelow } from '../checks/lib/workspace.mjs';

if (process.argv.includes('--short')) process.exit(0);
const folder = resolve('docs/.generated');
rmSync(folder, { recursive: true, force: true });
const { status } = spawnSync('npm', ['run', '--silent', 'docs'], { stdio: 'inherit' });
if (status !== 0) process.exit(1);

const known = new Map();
const anchorsOf = (page) => {
  if (!known.has(page)) known.set(page, new Set([...readFileSync(page, 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)));
  return known.get(page);
};
let links = 0;
const problems = new Set();
const pages = filesBelow(folder).filter((file) => file.endsWith('.html'));
for (const page of pages)
  for (const [, target] of readFileSync(join(folder, page), 'utf8').matchAll(/ (?:href|src)="([^"]+)"/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    links++;
    const [path, anchor] = target.split('#').map(decodeURIComponent);
    const file = path === '' ? join(folder, page) : resolve(folder, dirname(page), path);
    if (!existsSync(file)) problems.add(`${page}: ${target} leads nowhere`);
    else if (anchor && file.endsWith('.html') && !anchorsOf(file).has(anchor)) problems.add(`${page}: ${target} names no place`);
  }
for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(`${links} links in ${pages.length} pages, ${problems.size} broken`);
process.exitCode = problems.size === 0 ? 0 : 1;
