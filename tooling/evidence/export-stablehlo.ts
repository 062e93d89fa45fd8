// An exported step through XLA is the step: loss, gradients and parameters of each of 30 steps, and of all on end, on one and on four CPU devices, in float64 within
// 1e-12 and in float32 within 1e-5. There JAX says how values are divided; with annotations the module says so itself, and XLA's client follows
// them: one step on four devices, the exchanges between which are counted. Needs a Python with jax and safetensors: PYTHON_JAX=/path/to/python (default: python3).
import { join } from 'node:path';
import { stepNames, toJax, toStableHlo } from '@chainrule/export';
import { compile, trace } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import { exported, onEndOf, wantedModels } from './export/models.js';
import { folders, needModules, python, tell } from './export/python.js';

const short = process.argv.includes('--short');
const program = process.env['PYTHON_JAX'] ?? 'python3';
await needModules(program, 'jax, safetensors', 'PYTHON_JAX');
const { write, remove } = folders();
let failed = 0;
for (const dtype of ['float64', 'float32'] as const)
  for (const model of wantedModels(dtype)) {
    const { step, parameters, state, hyper, batches, record } = exported(model, short ? 5 : 30, 32);
    const [traced, recording] = [trace(step, parameters, state, batches[0]!, hyper(0)), record(compile(step, { backend: wasm() }))];
    const names = stepNames(traced, recording);
    const batch = names.inputs.flatMap((name, i) => (name.startsWith('batch.') ? [i] : []));
    const folder = write(`${model.name}-${dtype}`, {
      ...toJax(traced, recording),
      'annotated.mlir': toStableHlo(traced, { batch, devices: 4 }),
      'names.json': JSON.stringify({ inputs: names.inputs, outputs: names.outputs.map((name) => name.replace(/^new_/, '')) }),
    });
    for (const devices of [1, 4]) {
      const XLA_FLAGS = `--xla_force_host_platform_device_count=${devices}`;
      const ended = await python(program, folder, ['check.py'], { XLA_FLAGS, JAX_PLATFORMS: 'cpu' });
      if (!tell(`${model.name.padEnd(17)} ${dtype} ${devices} device(s)`, [ended], onEndOf(model))) failed++;
    }
    const annotated = [join(process.cwd(), 'tooling/evidence/export/run-annotated.py'), dtype === 'float64' ? '1e-12' : '1e-5'];
    const ended = await python(program, folder, annotated, { JAX_PLATFORMS: 'cpu' });
    const how = /\d+ inputs divided.*/.exec(ended.text)?.[0] ?? '';
    if (!tell(`${model.name.padEnd(17)} ${dtype} annotated, ${how}`, [ended])) failed++;
  }
remove();
process.exit(failed === 0 ? 0 : 1);
