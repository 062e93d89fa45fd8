// An exported step in PyTorch is the step: loss, gradients and parameters of each of 30 steps, and of all on end, alone and as two processes with shares of
// different sizes, in float64 within 1e-12 and in float32 within 1e-5. Needs a Python with torch and safetensors: PYTHON_TORCH=/path/to/python
// (default: python3).
import { toPyTorch } from '@chainrule/export';
import { compile, trace } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { exported, onEndOf, wantedModels } from './export/models.js';
import { folders, needModules, python, tell } from './export/python.js';

const short = process.argv.includes('--short');
const program = process.env['PYTHON_TORCH'] ?? 'python3';
await needModules(program, 'torch, safetensors', 'PYTHON_TORCH');
const { write, remove } = folders();
let port = 29500 + (process.pid % 1000);
let failed = 0;
for (const dtype of ['float64', 'float32'] as const)
  for (const model of wantedModels(dtype)) {
    const { step, parameters, state, hyper, batches, module, record } = exported(model, short ? 5 : 30, 33);
    const [traced, recording] = [trace(step, parameters, state, batches[0]!, hyper(0)), record(compile(step, { backend: wasm() }))];
    for (const form of ['module', 'step'] as const) {
      const files = toPyTorch(traced, recording, form === 'module' ? { module } : {});
      // What torch.optim has not is trained by the step in both.
      if (form === 'module' && 'step.py' in files) continue;
      const folder = write(`${model.name}-${dtype}-${form}`, files);
      const title = `${model.name.padEnd(17)} ${dtype} ${form.padEnd(6)}`;
      if (!tell(`${title} one process`, [await python(program, folder, ['check.py'])], onEndOf(model))) failed++;
      port++;
      const processes = ['0', '1'].map((RANK) =>
        python(program, folder, ['check.py'], { RANK, WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(port) }),
      );
      if (!tell(`${title} two processes, 16 + 17 examples`, await Promise.all(processes), onEndOf(model))) failed++;
    }
  }
remove();
process.exit(failed === 0 ? 0 : 1);
