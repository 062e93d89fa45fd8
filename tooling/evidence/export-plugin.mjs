// An optimizer that no engine knows, installed as a stranger has it, goes to PyTorch and to XLA: `chainrule export` of a training file that names it
// writes the whole step in plain operations, and `check.py` finds the same losses, gradients and parameters there. Needs built packages and a Python
// with torch and safetensors (PYTHON_TORCH), and one with jax and safetensors (PYTHON_JAX). The short form has nothing to do: that such a step is
// written out is a test of the command's, and what is new here is a stranger's installation and those engines.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIn, pack } from '../checks/lib/pack.mjs';

if (process.argv.includes('--short')) {
  console.log('skipped: needs torch and jax; apps/cli/src/commands/train.test.ts has what needs neither');
  process.exit();
}
const root = process.cwd();
const place = mkdtempSync(join(tmpdir(), 'export-plugin-'));
const plugins = ['plugin-optimizer', 'plugin-activation'];

let failed = 0;
function expect(what, { status, stdout, stderr }, says = /(?:)/) {
  const good = status === 0 && says.test(stdout);
  if (!good) failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}\n${good ? (stdout.match(says)?.[0] ?? '') : `${status}: ${stdout}${stderr}`}`);
}
const run = (command, args, cwd = place) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, JAX_PLATFORMS: 'cpu', OMP_NUM_THREADS: '1' } });
const has = (python, module) => run(python, ['-c', `import ${module}, safetensors`]).status === 0;

writeFileSync(
  join(place, 'package.json'),
  JSON.stringify({ private: true, type: 'module', chainrule: { plugins: plugins.map((plugin) => `./${plugin}/dist/index.js`) } }),
);
installIn(place, [...(await pack(root, ['apps/cli', 'packages/testing'])), 'typescript@6.0.3', '@types/node@20.19.43']);
for (const plugin of plugins) {
  cpSync(join(root, 'apps/examples', plugin), join(place, plugin), { recursive: true });
  expect(`${plugin} is built`, run(process.execPath, [join(place, 'node_modules/typescript/bin/tsc'), '-p', plugin]));
}
const config = JSON.parse(readFileSync(join(root, 'apps/examples/plugin-optimizer/iris.json'), 'utf8'));
writeFileSync(join(place, 'iris.json'), JSON.stringify({ ...config, dtype: 'float64' }));

for (const [engine, module] of [
  ['pytorch', 'torch'],
  ['jax', 'jax'],
]) {
  const args = ['export', 'iris.json', engine, '--steps', '30'];
  expect(`chainrule ${args.join(' ')}`, run(join(place, 'node_modules/.bin/chainrule'), args));
  const python = process.env[`PYTHON_${module.toUpperCase()}`] ?? 'python3';
  if (has(python, module)) expect(`${engine}/check.py`, run(python, ['check.py'], join(place, engine)), /[^]*equal within 1e-12/);
  else {
    console.log(`skipped: ${python} cannot import ${module} (set PYTHON_${module.toUpperCase()})`);
    failed++;
  }
}
const readme = readFileSync(join(place, 'pytorch/README.md'), 'utf8');
const why = /because torch\.optim has nothing that is the same as "signDescent"/;
expect('README.md says why the step is written out', { status: 0, stdout: readme, stderr: '' }, why);

rmSync(place, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
