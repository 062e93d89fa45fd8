// npm run check: everything CI checks; every step runs, and the last line counts what passed and failed.
//   npm run check                    all steps
//   npm run check -- lint types      only the steps named
//   npm run check -- --continuous    as CI does: without caches, and with the second Node
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root, setUpIfNeeded } from './process.mjs';

const continuous = process.argv.includes('--continuous');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const cached = (...flags) => (continuous ? [] : flags);
const node = process.execPath;
const results = '.cache/results';

/** What a step's output says of its parts, beside having passed: "42 tests". A step counts as one when it says nothing. */
const testsIn = (file) => () => {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0) };
};
const tests = (file) => ['--reporter=default', '--reporter=json', `--outputFile=${file}`];

/** What another engine can do differently: rounding, typed arrays, WebAssembly. All tests on it are part of the evidence. */
const engineTests = ['core', 'numeric', 'program', 'tensor', 'wasm'].map((name) => `packages/${name}/`).concat('tooling/checks/tests/wasm');

/** Two lanes that run beside each other, since most of their steps use one processor; then what uses all of them, or measures. */
const reading = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', ...cached('--cache', '--cache-location', '.cache/prettier'), '.']],
  ['lint', 'eslint', [...cached('--cache', '--cache-location', '.cache/eslint'), '--max-warnings', '0', '.']],
  ['types', 'npm', ['run', '--silent', 'types']],
  ['layers', node, ['tooling/checks/layers.mjs']],
  ['cycles', node, ['tooling/checks/cycles.mjs']],
  ['links', node, ['tooling/checks/links.mjs']],
  ['unused', 'knip', ['--no-progress', '--no-config-hints']],
];
const building = [
  ['build', 'turbo', ['run', 'build', '--output-logs=errors-only', ...(continuous ? ['--force'] : [])]],
  ['documented', node, ['tooling/checks/documented.mjs']],
  ['pure', node, ['tooling/checks/pure.mjs']],
  ['shaken', node, ['tooling/checks/shaken.mjs']],
  ['sizes', 'size-limit', []],
  ['packages', node, ['tooling/checks/packages.mjs']],
  ['examples', node, ['tooling/checks/examples/index.mjs', '--built']],
];
const alone = [
  ['tests', 'npm', ['test', '--silent', '--', ...tests(`${results}/tests.json`)], testsIn(`${results}/tests.json`)],
  ['planted', node, ['tooling/checks/planted/index.mjs']],
  ['evidence', 'npm', ['run', '--silent', 'evidence', '--', '--short']],
  ['demo', 'npm', ['run', '--silent', 'demo']],
  [
    'node24',
    node,
    ['tooling/checks/second-node.mjs', ...engineTests, ...tests(`${results}/node24.json`)],
    testsIn(`${results}/node24.json`),
    continuous,
  ],
];

const total = { passed: 0, failed: 0 };
const table = [];
/** What failed steps said last: repeated at the end, where it is looked for. */
const said = [];

async function take([name, command, args, count, needed = true], shown) {
  if (wanted.length > 0 ? !wanted.includes(name) : !needed) return;
  const title = `\n━━ ${name}: ${[command === node ? 'node' : command, ...args].join(' ')}`;
  if (shown) console.log(title);
  const start = performance.now();
  const { code, output } = await capture(command, args, { shown });
  const seconds = (performance.now() - start) / 1000;
  if (!shown) console.log(`${title}\n${output}`);
  let outcome = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (count) {
    try {
      outcome = count();
      if (code !== 0 && outcome.failed === 0) outcome.failed = 1;
    } catch {
      outcome = { passed: 0, failed: 1 };
    }
  }
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  const verdict = outcome.failed === 0 ? 'ok    ' : 'FAILED';
  const counted = count ? `   ${outcome.passed} tests passed, ${outcome.failed} failed` : '';
  table.push(`${verdict} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s${counted}`);
  if (outcome.failed > 0) said.push(`━━ ${name} said last:\n${output.trimEnd().split('\n').slice(-20).join('\n')}`);
}
async function lane(steps, shown = false) {
  for (const step of steps) await take(step, shown);
}

setUpIfNeeded();
rmSync(join(root, results), { recursive: true, force: true });
mkdirSync(join(root, results), { recursive: true });
const start = performance.now();
await Promise.all([lane(reading), lane(building)]);
await lane(alone, true);
table.push(`in all ${((performance.now() - start) / 60000).toFixed(1)} minutes`);
console.log(`\n${[table.join('\n'), ...said, `${total.passed} passed, ${total.failed} failed`].join('\n\n')}`);
process.exit(total.failed === 0 ? 0 : 1);
