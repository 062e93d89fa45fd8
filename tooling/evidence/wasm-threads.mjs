// Worker threads of the compiled backend: the same bits at 1, 2 and 4 threads, the gain of two, that small work is not slower, that an
// idle worker uses no processor time and lets the process end. In this Node, and in Chromium where there is one.
//   node tooling/evidence/wasm-threads.mjs [--short]
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../checks/lib/esbuild.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'tooling/checks/.generated/wasm-threads');
const short = process.argv.includes('--short');
mkdirSync(folder, { recursive: true });
await build(join(root, 'tooling/evidence/wasm-threads/work.ts'), join(folder, 'work.js'));
await build(join(root, 'packages/wasm/src/worker.ts'), join(folder, 'worker.js'), { platform: 'neutral' });
await build(join(root, 'tooling/evidence/wasm-threads/page.ts'), join(folder, 'page.js'), { platform: 'browser', target: 'es2022' });

let failed = 0;
const check = (text, ok, enforced = true) => {
  console.log(`${text}: ${ok ? 'ok' : 'MISSED'}`);
  if (!ok && enforced) failed++;
};
const ratio = ({ times }) => times[1] / times[2];
const tell = ({ name, times, told }) =>
  `${name}: ${Object.entries(times)
    .map(([n, ms]) => `${n} threads ${ms.toPrecision(3)} ms`)
    .join(', ')} (${told})`;

// The worker is found beside the bundle, as it is beside the package's file.
const { measure } = await import(pathToFileURL(join(folder, 'work.js')).href);
const cases = await measure([1, 2, 4], short);
for (const one of cases) check(tell(one), one.sameBits && / [1-9]\d* blocks$/.test(cases.at(-1).told));
const by = (name) => cases.find((one) => one.name.startsWith(name));
const timed = !short && availableParallelism() >= 2;
for (const [name, least] of [
  ['matmul 1024', 1.5],
  ['matmul 2048', 1.5],
  ['network step', 1.3],
])
  if (by(name))
    check(
      `${name}: two threads are ${ratio(by(name)).toFixed(2)} times as fast as one (at least ${least})`,
      ratio(by(name)) >= least,
      timed,
    );
for (const name of ['matmul 64', 'a sum'])
  check(`${name}: small work takes ${(1 / ratio(by(name))).toFixed(2)} times as long (at most 1.15)`, 1 / ratio(by(name)) <= 1.15, timed);

// A process with sleeping workers: what it uses in a second of waiting, and whether it ends.
const idle = `
  const { measure } = await import(${JSON.stringify(pathToFileURL(join(folder, 'work.js')).href)});
  await measure([4], true, undefined, 'network');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);`;
const start = performance.now();
const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', idle], { encoding: 'utf8', timeout: 120_000 });
check(`a second of waiting costs ${Number(stdout).toFixed(0)} ms of processor time (at most 50)`, status === 0 && Number(stdout) < 50);
check(`the process ends by itself, after ${((performance.now() - start) / 1000).toFixed(1)} s`, status === 0);

await inChromium();
process.exitCode = failed === 0 ? 0 : 1;

async function inChromium() {
  const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (chromium === undefined) {
    console.log('no Chromium here: the page was not tried');
    return;
  }
  for (const isolated of [true, false]) {
    const result = await visit(chromium, isolated);
    if (result === undefined) check(`Chromium, ${isolated ? 'isolated' : 'not isolated'}: an answer`, false);
    else {
      const { told } = result.cases.at(-1);
      check(
        `Chromium, ${isolated ? '' : 'not '}isolated: the same bits (${told})`,
        result.isolated === isolated && result.cases.every((one) => one.sameBits),
      );
      check('  its threads', isolated ? / [1-9]\d* blocks$/.test(told) : /^one thread: there is no SharedArrayBuffer/.test(told));
      for (const one of result.cases) console.log(`  ${tell(one)}`);
    }
  }
}

/** What the page says, served with or without the headers that isolate it, under a policy that allows code from files alone. */
async function visit(chromium, isolated) {
  const files = { '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'] };
  for (const name of ['page.js', 'worker.js']) files[`/${name}`] = ['text/javascript', readFileSync(join(folder, name))];
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let text = '';
      request.on('data', (part) => (text += part));
      request.on('end', () => answer(JSON.parse(text)));
    }
    const [type, content] = files[request.url] ?? ['text/plain', ''];
    response.writeHead(request.url in files ? 200 : 404, {
      'content-type': type,
      'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'",
      ...(isolated && { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }),
    });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'wasm-threads-'));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const browser = spawn(
    chromium,
    ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, '--remote-debugging-port=0', url],
    { stdio: 'ignore' },
  );
  try {
    return await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 120_000).unref())]);
  } finally {
    browser.kill();
    await new Promise((resolve) => browser.once('exit', resolve));
    server.close();
    server.closeAllConnections();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
