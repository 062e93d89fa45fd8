/**
 * The site, as a user meets it: built, weighed, served from a folder, and every page walked in Chromium: typed in, dragged, saved from, on
 * a desktop and on a phone, light and dark; with axe, with hostile input, and with every request watched. Screenshots are kept in
 * tooling/checks/.generated/site. CHROMIUM names the browser (default `chromium`); where there is none the script weighs the pages and
 * says so, and fails unless `--short`. The long form also asks Lighthouse, which npm fetches. `--page=NAME` walks that page alone, without it;
 * `--minutes=N` trains in the page for so long, for its memory (default 30, in the short form none).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../checks/lib/esbuild.mjs';
import { lighthouse } from './site/lighthouse.mjs';
import { trainForMinutes } from './site/memory.mjs';
import { serve } from './site/serve.mjs';
import { weigh } from './site/sizes.mjs';
import { walkAll } from './site/walk.mjs';

const short = process.argv.includes('--short');
const only = process.argv.find((argument) => argument.startsWith('--page='))?.slice('--page='.length);
/** How long training is watched for growing memory. */
const minutes = Number(process.argv.find((argument) => argument.startsWith('--minutes='))?.slice('--minutes='.length) ?? (short ? 0 : 30));
const chromium = process.env.CHROMIUM ?? 'chromium';
const generated = resolve('tooling/checks/.generated/site');
rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });

const vite = spawnSync(
  process.execPath,
  ['node_modules/vite/bin/vite.js', 'build', '--outDir', join(generated, 'dist'), '--logLevel', 'warn'],
  {
    cwd: 'apps/site',
    stdio: 'inherit',
  },
);
if (vite.status !== 0) process.exit(1);
await build('apps/site/src/pages.ts', join(generated, 'pages.mjs'));
const { pages, addressOf } = await import(pathToFileURL(join(generated, 'pages.mjs')).href);

const problems = [];
const tell = (problem) => problems.push(problem);
weigh(pages, addressOf, join(generated, 'dist'), tell);

if (spawnSync(chromium, ['--version']).status !== 0) {
  console.log(`no browser: ${chromium} does not start; set CHROMIUM to one. The pages were weighed, and not walked.`);
  if (!short) tell('the pages were not walked: there is no browser');
} else {
  console.log(spawnSync(chromium, ['--version'], { encoding: 'utf8' }).stdout.trim());
  const server = await serve(join(generated, 'dist'), '/some/folder/');
  const walked = pages.filter(({ path }) => only === undefined || path === only);
  if (walked.length === 0) tell(`there is no page ${only}`);
  await walkAll({ pages: walked, addressOf, base: server.address, chromium, short, pictures: generated, tell });
  if (!short && only === undefined)
    await lighthouse({ base: server.address, labs: ['', ...pages.slice(1, 3).map(addressOf)], chromium, tell });
  if (minutes > 0 && walked.some(({ path }) => path === 'training'))
    await trainForMinutes({ address: `${server.address}training/`, chromium, minutes, tell });
  server.close();
}
for (const problem of problems) console.log(`PROBLEM ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);
