// An exported step through XLA is the step: loss, gradients and parameters over 30 steps on one and on four CPU devices, in float64 within
// 1e-12 and in float32 within 1e-5. Needs a Python with jax and safetensors: PYTHON_JAX=/path/to/python (default: python3).
import { toJax } from '@chainrule/export';
import { compile, trace } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { exported, wantedModels } from './export/models.js';
import { folders, needModules, python, tell } from './export/python.js';

const short = process.argv.includes('--short');
const program = process.env['PYTHON_JAX'] ?? 'python3';
await needModules(program, 'jax, safetensors', 'PYTHON_JAX');
const { write, remove } = folders();
let failed = 0;
for (const dtype of ['float64', 'float32'] as const)
  for (const model of wantedModels(dtype)) {
    const { step, parameters, state, hyper, batches, record } = exported(model, short ? 5 : 30, 32);
    const files = toJax(trace(step, parameters, state, batches[0]!, hyper(0)), record(compile(step, { backend: wasm() })));
    const folder = write(`${model.name}-${dtype}`, files);
    for (const devices of [1, 4]) {
      const XLA_FLAGS = `--xla_force_host_platform_device_count=${devices}`;
      const ended = await python(program, folder, ['check.py'], { XLA_FLAGS, JAX_PLATFORMS: 'cpu' });
      if (!tell(`${model.name.padEnd(16)} ${dtype} ${devices} device(s)`, [ended])) failed++;
    }
  }
remove();
process.exit(failed === 0 ? 0 : 1);
