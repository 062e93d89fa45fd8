// Checks that every relative link in every Markdown page leads to a file, and every #anchor to a heading.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { report, rootArgument } from './lib/report.mjs';
import { filesBelow } from './lib/workspace.mjs';

const root = rootArgument();

/** The text without blocks and pieces of code, which may look like links. */
const prose = (file) => readFileSync(file, 'utf8').replaceAll(/^(```|~~~)[^]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, '')); // prettier-ignore

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsIn = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ +(.*)$/gm)].map(
    ([, heading]) =>
    heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'), // prettier-ignore
  );

const pages = filesBelow(root).filter((file) => file.endsWith('.md'));
const problems = [];
let links = 0;
for (const page of pages)
  for (const [, target] of prose(join(root, page)).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    links++;
    const [path, anchor] = target.split('#');
    const file = path === '' ? join(root, page) : resolve(root, dirname(page), path);
    if (!existsSync(file)) problems.push(`${page}: the link ${target} leads nowhere`);
    else if (anchor && !statSync(file).isDirectory() && !anchorsIn(file).includes(anchor))
      problems.push(`${page}: the link ${target} names no heading`);
  }
report('links', problems, `${links} links in ${pages.length} pages`);
