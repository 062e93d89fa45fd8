/**
 * Runs the conformance suite of backends on the compiled one in Chromium: the suite is bundled into a page, the browser prints what
 * became of it. CHROMIUM names the browser (default `chromium`); where there is none the script says so, and fails unless `--short`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const short = process.argv.includes('--short');
const chromium = process.env['CHROMIUM'] ?? 'chromium';
if (spawnSync(chromium, ['--version']).status !== 0) {
  console.log(`no browser: ${chromium} does not start; set CHROMIUM to one`);
  process.exit(short ? 0 : 1);
}

const script = `
import { testBackend } from '@chainrule/testing';
import { wasm } from '@chainrule/wasm';
const failed = [];
const cases = testBackend(wasm(), { programs: ${short ? 10 : 60} });
for (const { name, run } of cases) {
  try {
    run();
  } catch (error) {
    failed.push(name + ': ' + error.message);
  }
}
document.body.textContent = JSON.stringify({ cases: cases.length, failed });
`;

// Taken from where evidence runs: bundled with the packages' sources.
const { build } = (await import(pathToFileURL('tooling/checks/lib/esbuild.mjs').href)) as {
  build: (entry: string, outfile: string) => Promise<unknown>;
};
const folder = mkdtempSync(join(tmpdir(), 'chainrule-browser-'));
const entry = join('tooling/checks/.generated', 'wasm-browser-page.mjs');
writeFileSync(entry, script);
await build(entry, join(folder, 'page.js'));
const page = join(folder, 'page.html');
writeFileSync(
  page,
  `<body></body><script type="module">${readFileSync(join(folder, 'page.js'), 'utf8').replaceAll('</script', '<\\/script')}</script>`,
);
const { stdout } = spawnSync(
  chromium,
  [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--timeout=300000',
    '--virtual-time-budget=300000',
    '--dump-dom',
    pathToFileURL(page).href,
  ],
  { encoding: 'utf8', maxBuffer: 2 ** 26 },
);
rmSync(folder, { recursive: true });
const found = /<body>(\{.*?\})<\/body>/s.exec(stdout)?.[1];
if (found === undefined) {
  console.log(`the page did not finish:\n${stdout.slice(0, 2000)}`);
  process.exit(1);
}
const { cases, failed } = JSON.parse(found.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&')) as {
  cases: number;
  failed: string[];
};
console.log(`${spawnSync(chromium, ['--version'], { encoding: 'utf8' }).stdout.trim()}: ${cases - failed.length} of ${cases} cases passed`);
for (const problem of failed) console.log(`  ${problem}`);
process.exit(failed.length === 0 ? 0 : 1);
