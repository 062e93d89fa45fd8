// npm run check: everything CI checks, one step after the other; every step runs, and the last line counts what passed and failed.
//   npm run check                    all steps
//   npm run check -- lint types      only the steps named
//   npm run check -- --continuous    as CI does: without caches, and with the second Node
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUpIfNeeded } from './process.mjs';

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

const steps = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', ...cached('--cache', '--cache-location', '.cache/prettier'), '.']],
  ['lint', 'eslint', [...cached('--cache', '--cache-location', '.cache/eslint'), '--max-warnings', '0', '.']],
  ['types', 'npm', ['run', '--silent', 'types']],
  ['layers', node, ['tooling/checks/layers.mjs']],
  ['cycles', node, ['tooling/checks/cycles.mjs']],
  ['links', node, ['tooling/checks/links.mjs']],
  ['tests', 'npm', ['test', '--silent', '--', ...tests(`${results}/tests.json`)], testsIn(`${results}/tests.json`)],
  ['build', 'turbo', ['run', 'build', '--output-logs=errors-only', ...(continuous ? ['--force'] : [])]],
  ['documented', node, ['tooling/checks/documented.mjs']],
  ['pure', node, ['tooling/checks/pure.mjs']],
  ['shaken', node, ['tooling/checks/shaken.mjs']],
  ['sizes', 'size-limit', []],
  ['packages', node, ['tooling/checks/packages.mjs']],
  ['examples', node, ['tooling/checks/examples/index.mjs', '--built']],
  ['planted', node, ['tooling/checks/planted/index.mjs']],
  ['unused', 'knip', ['--no-progress', '--no-config-hints']],
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

setUpIfNeeded();
rmSync(join(root, results), { recursive: true, force: true });
mkdirSync(join(root, results), { recursive: true });
const total = { passed: 0, failed: 0 };
const table = [];
for (const [name, command, args, count, needed = true] of steps) {
  if (wanted.length > 0 ? !wanted.includes(name) : !needed) continue;
  console.log(`\n━━ ${name}: ${[command === node ? 'node' : command, ...args].join(' ')}`);
  const start = performance.now();
  const code = run(command, args);
  const seconds = (performance.now() - start) / 1000;
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
  table.push(
    `${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s${count ? `   ${outcome.passed} tests passed, ${outcome.failed} failed` : ''}`,
  );
}
console.log(`\n${table.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
