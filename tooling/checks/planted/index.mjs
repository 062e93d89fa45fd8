// Shows that every checker catches what it is there for: passes a clean fixture, and reports each violation planted in it.
//   node tooling/checks/planted/index.mjs [CHECKER ...]
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { writeFixture } from './fixture.mjs';
import { violations } from './violations.mjs';

const checks = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const repository = resolve(checks, '../..');
const bin = (name) => join(repository, 'node_modules/.bin', name);
const node = (...args) => [process.execPath, args];

/** The command of each checker, as `npm run check` runs it. */
const commands = {
  layers: (folder) => node(join(checks, 'layers.mjs'), folder),
  cycles: (folder) => node(join(checks, 'cycles.mjs'), folder),
  links: (folder) => node(join(checks, 'links.mjs'), folder),
  examples: (folder) => node(join(checks, 'examples/index.mjs'), folder),
  sessions: (folder) => node(join(checks, 'examples/index.mjs'), folder, '--built'),
  lint: () => [bin('eslint'), ['--format', 'json', '.']],
  types: (folder) => node(join(repository, 'node_modules/typescript7/bin/tsc'), '-p', folder, '--pretty', 'false'),
  documented: (folder) => node(join(checks, 'documented.mjs'), folder),
  pure: (folder) => node(join(checks, 'pure.mjs'), folder),
  shaken: (folder) => node(join(checks, 'shaken.mjs'), folder),
  sizes: () => [bin('size-limit'), []],
  packages: (folder) => node(join(checks, 'packages.mjs'), folder),
  unused: () => [bin('knip'), ['--no-progress', '--no-config-hints']],
  format: () => [bin('prettier'), ['--check', 'packages/*/src/*.ts']],
};

const run = (checker, folder) =>
  new Promise((done) => {
    const [command, args] = commands[checker](folder);
    const env = {
      ...process.env,
      PATH: `${join(repository, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    };
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => done({ code, output }));
  });

/** Whether a checker's output says what it must; of the linter, the rule at the file. */
function reported({ says }, output) {
  if (typeof says === 'string') return output.includes(says);
  if (says instanceof RegExp) return says.test(output);
  const results = JSON.parse(output.slice(output.indexOf('[')));
  return results.some(({ filePath, messages }) => filePath.endsWith(says.file) && messages.some(({ ruleId }) => ruleId === says.rule));
}

const lines = [];
let failed = 0;
const tell = (ok, text, output) => {
  if (!ok) failed++;
  lines.push(`  ${ok ? 'ok    ' : 'FAILED'} ${text}`);
  if (!ok) lines.push(output);
};

async function prove(checker) {
  const clean = await run(checker, writeFixture(`${checker}-clean`));
  const planted = violations.filter((violation) => violation.checker === checker);
  const folder = writeFixture(`${checker}-planted`, Object.assign({}, ...planted.map(({ files }) => files)));
  const { code, output } = await run(checker, folder);
  tell(clean.code === 0, `${checker} passes a clean repository`, clean.output);
  tell(code !== 0, `${checker} fails on one with violations`, output);
  for (const violation of planted) tell(reported(violation, output), `${checker} reports: ${violation.rule}`, output.slice(0, 2000));
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const queue = Object.keys(commands).filter((checker) => wanted.length === 0 || wanted.includes(checker));
const worker = async () => {
  for (let checker = queue.shift(); checker !== undefined; checker = queue.shift()) await prove(checker);
};
await Promise.all([worker(), worker()]);
const shown = lines.filter((line) => process.argv.includes('--verbose') || !line.startsWith('  ok'));
if (shown.length > 0) console.log(shown.join('\n'));
console.log(
  `planted: ${violations.length} violations planted, ${lines.filter((line) => line.startsWith('  ok')).length} expectations met, ${failed} not (${(performance.now() / 1000).toFixed(1)} s)`,
);
process.exit(failed === 0 ? 0 : 1);
