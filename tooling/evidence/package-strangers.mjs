// Each package as a stranger has it: an empty folder, the packed tarballs that the README says to install and what they depend on, and the
// README's examples copied out: run in Node 20 and 24, in Chromium from Vite's build, and, where all it needs are modules a browser reads, from a
// plain page with an import map. In Node all values are compared; in Chromium those that are true or false, and that errors are thrown.
// Needs built packages, and a registry for what is not ours. CHROMIUM names the browser. The short form takes two packages, in this Node.
//   npm run evidence -- package-strangers [--package=numeric,optim]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium as browserType } from 'playwright-core';
import { fromMarkdown } from '../checks/examples/extract.mjs';
import { instrument } from '../checks/examples/instrument.mjs';
import { withoutTypes } from '../checks/lib/esbuild.mjs';
import { node24 } from '../checks/lib/node24.mjs';
import { installIn, needed, pack } from '../checks/lib/pack.mjs';
import { serve } from './site/serve.mjs';

const root = process.cwd();
const short = process.argv.includes('--short');
const only = process.argv.find((argument) => argument.startsWith('--package='))?.slice('--package='.length);
const names = only ? only.split(',') : short ? ['numeric', 'optim'] : readdirSync(join(root, 'packages'));
const place = mkdtempSync(join(tmpdir(), 'package-strangers-'));
const tarballs = await pack(root, names.flatMap((name) => installed(name))); // prettier-ignore
const nodes = short ? [process.execPath] : [...new Set([process.execPath, node24()])].filter(Boolean);
const executable = process.env.CHROMIUM ?? 'chromium';
const hasBrowser = !short && spawnSync(executable, ['--version']).status === 0;

let failed = 0;
function expect(what, good, output = '') {
  if (!good) failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}${good ? '' : `\n${output.slice(-1500)}`}`);
}

/** The packages that a README says to install, as folders. */
function installed(name) {
  const line = /^npm install .*$/m.exec(readFileSync(join(root, 'packages', name, 'README.md'), 'utf8'))[0];
  return [...line.matchAll(/@chainrule\/([\w-]+)/g)].map(([, one]) => join('packages', one));
}

/** In a browser there is nothing that writes values down: what is true, false or thrown is compared, the rest is computed. */
const checkInBrowser = `globalThis.failures = [];
const fail = (text) => globalThis.failures.push(text);
globalThis.__check = {
  value: (value, expected, at) => /^(true|false)$/.test(expected) && String(value) !== expected && fail(at + ': ' + value),
  forget() {}, logged() {},
  throws: async (action, expected, at) => { try { await action(); } catch { return; } fail(at + ': no error'); },
};`;
const inBrowser = (files) => `${checkInBrowser}
(async () => {
  for (const run of [${files.map((file) => `() => import('./${file}')`).join(', ')}]) await run().catch((error) => fail(error.message));
  globalThis.finished = true;
})();`;
const inNode = (files) => `import { counts, failures } from './check.mjs';
for (const file of ${JSON.stringify(files)}) await import('./' + file).catch((error) => failures.push(file + ': ' + error.message));
process.stdout.write(failures.join('\\n') + counts.assertions + ' values compared\\n');
process.exit(failures.length === 0 ? 0 : 1);`;

async function open(browser, folder, what) {
  const server = await serve(folder, '/');
  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(server.address);
  await page.waitForFunction('globalThis.finished', undefined, { timeout: 120_000 }).catch((error) => problems.push(error.message));
  problems.push(...((await page.evaluate('globalThis.failures')) ?? []));
  await page.close();
  server.close();
  expect(what, problems.length === 0, problems.join('\n'));
}

const browser = hasBrowser
  ? await browserType.launch({ executablePath: executable.includes('/') ? executable : `/usr/bin/${executable}`, args: ['--no-sandbox'] })
  : undefined;
for (const name of names) {
  const folder = join(place, name);
  mkdirSync(folder);
  const write = (file, content) => writeFileSync(join(folder, file), content);
  write('package.json', '{ "private": true, "type": "module" }');
  const folders = [...installed(name).reduce((found, path) => needed(root, path, found), new Set())];
  const own = folders.map((path) => tarballs.find((file) => new RegExp(`chainrule-${path.slice('packages/'.length)}-\\d`).test(file)));
  installIn(folder, own);

  const examples = fromMarkdown(root, join('packages', name, 'README.md')).examples.filter(({ run }) => run);
  const files = [];
  for (const example of examples) {
    files.push(`example-${example.line}.js`);
    write(files.at(-1), await withoutTypes(`${instrument(example).code}\nexport {};\n`));
  }
  for (const file of ['check.mjs', 'compare.mjs']) cpSync(join(root, 'tooling/checks/examples', file), join(folder, file));
  write('all.mjs', inNode(files));
  for (const node of nodes) {
    const { status, stdout, stderr } = spawnSync(node, ['all.mjs'], { cwd: folder, encoding: 'utf8' });
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    expect(`${name}: ${files.length} examples in Node ${version}: ${stdout.split('\n').at(-2)}`, status === 0, stdout + stderr);
  }

  if (!browser) continue;
  const readable = files.filter((file) => !readFileSync(join(folder, file), 'utf8').includes('"node:'));
  write('page.js', inBrowser(readable));
  write('index.html', '<!doctype html><title>stranger</title><script type="module" src="./page.js"></script>');
  const vite = spawnSync(
    process.execPath,
    [resolve(root, 'node_modules/vite/bin/vite.js'), 'build', '--target', 'esnext', '--logLevel', 'warn'],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(`${name}: Vite builds it`, vite.status === 0, vite.stdout + vite.stderr);
  await open(browser, join(folder, 'dist'), `${name}: ${readable.length} examples in Chromium, from Vite's build`);

  const outside = folders.flatMap((path) => Object.keys(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).dependencies ?? {}))
    .filter((dependency) => !dependency.startsWith('@chainrule/')); // prettier-ignore
  if (outside.length > 0) {
    console.log(`       ${name}: needs ${outside.join(', ')}: for a plain page it is to be bundled`);
    continue;
  }
  const imports = Object.fromEntries(
    folders
      .map((path) => path.slice('packages/'.length))
      .map((one) => [`@chainrule/${one}`, `./node_modules/@chainrule/${one}/dist/index.js`]),
  );
  write(
    'index.html',
    `<!doctype html><title>stranger</title><script type="importmap">${JSON.stringify({ imports })}</script><script type="module" src="./page.js"></script>`,
  );
  await open(browser, folder, `${name}: ${readable.length} examples in Chromium, from a plain page with an import map`);
}
await browser?.close();
if (!short && !browser) expect('a browser', false, `${executable} does not start; set CHROMIUM to one`);
rmSync(place, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
