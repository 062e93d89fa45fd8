// Plugins as strangers have them: packages outside of the workspace that install what we publish, compile under TypeScript 5.9, 6 and 7 with both
// ways of resolution, pass their suites, and are used by value from code and by name from a training file. A broken one and one of a newer contract
// are refused with the reason. Needs built packages and a registry for what is not ours. The short form compiles with TypeScript 6 alone, and begins
// two kinds of plugin instead of all.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIn, pack } from '../checks/lib/pack.mjs';

const root = process.cwd();
const short = process.argv.includes('--short');
const place = mkdtempSync(join(tmpdir(), 'plugin-strangers-'));
const plugins = ['plugin-optimizer', 'plugin-activation', 'plugin-backend'];
const compilers = short ? { 6: '6.0.3' } : { 5.9: '5.9.3', 6: '6.0.3', 7: '7.0.2' };
const resolutions = { bundler: 'esnext', node16: 'node16' };

let failed = 0;
function expect(what, { status, stdout, stderr }, code = 0, says = /(?:)/) {
  const good = status === code && says.test(stdout + stderr);
  if (!good) failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}${good ? '' : `\n${status}: ${stdout.slice(-2000)}${stderr.slice(-2000)}`}`);
}
const run = (command, args, cwd = place) => spawnSync(command, args, { cwd, encoding: 'utf8' });
const node = (...args) => run(process.execPath, args);
const chainrule = (...args) => run(join(place, 'node_modules/.bin/chainrule'), args);

const write = (file, content) => writeFileSync(join(place, file), typeof content === 'string' ? content : JSON.stringify(content));
write('package.json', { private: true, type: 'module' });
const aliases = Object.entries(compilers).map(([name, version]) => `typescript-${name}@npm:typescript@${version}`);
installIn(place, [...(await pack(root, ['apps/cli', 'packages/testing'])), ...aliases, '@types/node@20.19.43']);

for (const plugin of plugins) {
  cpSync(join(root, 'apps/examples', plugin), join(place, plugin), { recursive: true });
  for (const name of Object.keys(compilers))
    for (const [resolution, module] of Object.entries(resolutions)) {
      const tsc = join(place, 'node_modules', `typescript-${name}`, 'bin/tsc');
      const args = [tsc, '-p', plugin, '--noEmit', '--module', module, '--moduleResolution', resolution];
      expect(`${plugin} compiles under TypeScript ${name}, ${resolution}`, node(...args));
    }
  expect(`${plugin} is built`, node(join(place, 'node_modules/typescript-6/bin/tsc'), '-p', plugin));
  expect(`${plugin} passes its suite`, node('--test', `${plugin}/dist/index.test.js`), 0, /# fail 0|ℹ fail 0/);
}

write(
  'by-value.mjs',
  `import { ndarray } from '@chainrule/core';
import { descend } from '@chainrule/optim';
import { compile, grad, tensor } from '@chainrule/tensor';
import { signDescent } from './plugin-optimizer/dist/index.js';
import { gaussian } from './plugin-activation/dist/index.js';
import { counting } from './plugin-backend/dist/index.js';
const { point } = descend((x) => x * x - 6 * x + 5, { from: 15, optimizer: signDescent({ learningRate: 1, factor: 0.95 }), steps: 200 });
const backend = counting();
const slope = compile(grad((x) => gaussian.apply(x).sum()), { backend })(tensor([0, 1]));
console.log(Math.abs(point - 3) < 0.2, gaussian.apply(ndarray([0])).item(), slope.dataSync()[1].toFixed(4), backend.runs());
`,
);
expect('by value from code', node('by-value.mjs'), 0, /^true 1 -0\.7358 1\n$/);

const config = JSON.parse(readFileSync(join(root, 'apps/examples/plugin-optimizer/iris.json'), 'utf8'));
write('iris.json', config);
const listed = plugins.map((plugin) => `./${plugin}/dist/index.js`);
const project = (list) => write('package.json', { private: true, type: 'module', chainrule: { plugins: list } });
expect('an optimizer that the project does not list is not known', chainrule('train', 'iris.json'), 4, /signDescent/);
project(listed);
expect('by name: they are listed', chainrule('plugin', 'list'), 0, /signDescent[^]*gaussian[^]*counting/);
expect('by name: a training file names the optimizer and the activation', chainrule('train', 'iris.json'), 0, /accuracy/);

write('newer.mjs', "export const newer = { '~chainrule': { kind: 'optimizer', spec: 2, name: 'newer' } };\n");
write('broken.mjs', "throw new Error('I am broken');\n");
project([...listed, './newer.mjs', './broken.mjs']);
const contract = /written for contract 2, this version knows contract 1[^]*I am broken/;
expect('a newer contract and a broken plugin are refused with the reason', chainrule('plugin', 'list'), 6, contract);

const kinds = ['optimizer', 'command', ...(short ? [] : ['activation', 'schedule', 'elementwise', 'layer', 'loss', 'backend'])];
for (const kind of kinds) {
  expect(`chainrule plugin new ${kind}`, chainrule('plugin', 'new', kind, `my${kind}`));
  expect(`a new ${kind} passes its suite at once`, run('npm', ['test'], join(place, `chainrule-my${kind}`)), 0, /# fail 0|ℹ fail 0/);
}

project([...listed, './chainrule-mycommand/index.js']);
expect('a new command is one of the program', chainrule('mycommand', '-x^2', '--at', '-1.5'), 0, /^3x \+ 9\/4\n$/);
expect('and not where it is not listed', (project(listed), chainrule('mycommand', 'x')), 2, /there is no command "mycommand"/);

rmSync(place, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
