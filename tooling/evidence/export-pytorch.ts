// An exported step in PyTorch is the step: loss, gradients and parameters over 30 steps, alone and as two processes with shares of
// different sizes, in float64 within 1e-12 and in float32 within 1e-5. Needs a Python with torch and safetensors: PYTHON_TORCH=/path/to/python
// (default: python3).
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPyTorch, type Files } from '@chainrule/export';
import { compile, trace } from '@chainrule/tensor';
import { exported, models } from './export/models.js';

const short = process.argv.includes('--short');
const python = process.env['PYTHON_TORCH'] ?? 'python3';
const keep = process.env['KEEP_FOLDERS'];

interface Ended {
  readonly code: number | null;
  readonly text: string;
}
function run(folder: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(python, args, { cwd: folder, env: { ...process.env, OMP_NUM_THREADS: '1', ...environment } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
    child.on('error', (error) => {
      resolve({ code: 1, text: String(error) });
    });
    child.on('close', (code) => {
      resolve({ code, text });
    });
  });
}

function write(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

const available = await run(tmpdir(), ['-c', 'import torch, safetensors; print(torch.__version__)']);
if (available.code !== 0) {
  console.log(`skipped: ${python} has no torch with safetensors (set PYTHON_TORCH)`);
  process.exit(short ? 0 : 1);
}
const root = keep ?? mkdtempSync(join(tmpdir(), 'chainrule-pytorch-'));
let [port, failed] = [29500 + (process.pid % 1000), 0];
for (const dtype of ['float64', 'float32'] as const)
  for (const model of models(dtype)) {
    const { step, state, hyper, batches, record } = exported(model, short ? 5 : 30, 33);
    const recording = record(compile(step));
    const files = toPyTorch(trace(step, model.parameters, state, batches[0]!, hyper(0)), recording);
    const folder = join(root, `${model.name}-${dtype}`);
    write(folder, files);
    const alone = await run(folder, ['check.py']);
    port += 1;
    const ranks = await Promise.all(
      ['0', '1'].map((RANK) => run(folder, ['check.py'], { RANK, WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(port) })),
    );
    for (const [title, ends] of [
      ['one process', [alone]],
      ['two processes, 16 + 17 examples', ranks],
    ] as const) {
      const ok = ends.every(({ code }) => code === 0);
      if (!ok) failed++;
      const differences = [...ends[0].text.matchAll(/(loss|gradients|parameters): largest difference (\S+?),/g)].map(
        ([, what, much]) => `${what!} ${much!}`,
      );
      console.log(`${model.name.padEnd(16)} ${dtype} ${title}: ${ok ? 'equal' : 'DIFFERENT'}  ${differences.join(', ')}`);
      if (!ok) console.log(ends.map(({ text }) => text).join('\n'));
    }
  }
if (keep === undefined) rmSync(root, { recursive: true });
process.exit(failed === 0 ? 0 : 1);
