// Every operation that PyTorch and XLA are given, with all its samples, and every elementwise function, gives the reference value there: in
// float64 within 1e-12. Needs Pythons with safetensors: PYTHON_TORCH with torch, PYTHON_JAX with jax (default of both: python3).
import { toJax, toPyTorch, type Files, type Recording } from '@chainrule/export';
import type { Program } from '@chainrule/program';
import type { OperationTable } from '../../packages/export/src/operation-table.js';
import { torchOperations } from '../../packages/export/src/pytorch/operations.js';
import { hloOperations } from '../../packages/export/src/stablehlo/operations.js';
import { casesIn, programOf, written } from './export/operation-cases.js';
import { folders, needModules, python, tell } from './export/python.js';

const targets: readonly (readonly [
  module: string,
  table: OperationTable<object>,
  write: (program: Program, recording: Recording) => Files,
])[] = [
  ['torch', torchOperations, toPyTorch],
  ['jax', hloOperations, toJax],
];
const { write, remove } = folders();
let failed = 0;
for (const [module, table, toFiles] of targets) {
  const variable = `PYTHON_${module.toUpperCase()}`;
  const program = process.env[variable] ?? 'python3';
  await needModules(program, `${module}, safetensors`, variable);
  const cases = written(casesIn(table, 'float64'), toFiles);
  const made = programOf(cases);
  const folder = write(`operations-${module}`, toFiles(made.program, made.recording));
  const ended = await python(program, folder, ['check.py'], { JAX_PLATFORMS: 'cpu' });
  if (!tell(`${cases.length} operations in ${module}`, [ended])) failed++;
}
remove();
process.exit(failed === 0 ? 0 : 1);
