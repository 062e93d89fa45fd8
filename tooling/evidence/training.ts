// What training reaches and how long it takes, beside PyTorch with the same network, optimizer and passes, one thread each, run in turn: accuracy on
// held-out rows (every fifth) at the median of three seeds, ratings by matrix factorisation, and the loss of a character Transformer on text whose
// entropy is known.
//   npm run evidence -- training.ts --task=digits-cnn     one task (several times for several)
//   PYTHON=path/to/python npm run evidence -- training.ts   a Python that has PyTorch
//   --short: one seed, fewer passes, without PyTorch
import { spawnSync } from 'node:child_process';
import { tasks, type Task } from './training/tasks.js';

interface Runs {
  readonly figures: readonly number[];
  readonly seconds: readonly number[];
}

const short = process.argv.includes('--short');
const wanted = process.argv.flatMap((argument) => (argument.startsWith('--task=') ? [argument.slice('--task='.length)] : []));
const python = process.env['PYTHON'] ?? 'python3';
const environment = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const run = (args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(python, args, { encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  return status === 0 ? stdout : undefined;
};
const torch = short
  ? undefined
  : run(['-c', 'import importlib.util as u; print(__import__("torch").__version__ if u.find_spec("torch") else "")'])?.trim();
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function ours({ seeds, amount, short: less, run: once }: Task): Promise<Runs> {
  const results = [];
  for (const seed of short ? seeds.slice(0, 1) : seeds) results.push(await once(seed, short ? (less ?? amount) : amount));
  return { figures: results.map(({ figure }) => figure), seconds: results.map(({ seconds }) => seconds) };
}
const theirs = ({ name, seeds }: Task): Runs | undefined => {
  const text = torch && run(['tooling/evidence/training/pytorch.py', name, ...seeds.map(String)]);
  return text ? (JSON.parse(text) as Runs) : undefined;
};

console.log(`Node ${process.versions.node}${torch ? `, PyTorch ${torch}, one thread each` : ', no PyTorch'}`);
console.log(`${'task'.padEnd(16)}${'reached'.padEnd(25)}${'seconds'.padEnd(9)}${'PyTorch'.padEnd(25)}${'seconds'.padEnd(9)}line`);
let failed = 0;
for (const task of tasks) {
  if (wanted.length > 0 && !wanted.includes(task.name)) continue;
  const cells = (runs: Runs | undefined): string =>
    `${(runs?.figures.map((figure) => figure.toFixed(task.digits)).join(' ') ?? '–').padEnd(25)}${(runs ? median(runs.seconds).toFixed(2) : '–').padEnd(9)}`;
  const [here, there] = [await ours(task), theirs(task)];
  const judged = !short || task.short === undefined;
  const ok = task.reached(median(here.figures));
  if (judged && !ok) failed++;
  console.log(
    `${task.name.padEnd(16)}${cells(here)}${cells(there)}${judged ? `${task.line}: ${ok ? 'ok' : 'MISSED'}` : 'cut short: not judged'}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
