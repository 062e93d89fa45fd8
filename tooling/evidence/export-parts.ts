// Every layer, activation, loss, optimizer, clipping and schedule of ours trains in PyTorch as here: in the readable form where PyTorch has the same,
// and by the step in plain operations; loss, gradients and parameters over several steps in float64 within 1e-12. Needs a Python with torch and
// safetensors: PYTHON_TORCH=/path/to/python (default: python3).
import { isChainruleError } from '@chainrule/core';
import { toPyTorch, type Files } from '@chainrule/export';
import { trace } from '@chainrule/tensor';
import { exported } from './export/models.js';
import { parts, without, type Form, type Part } from './export/parts.js';
import { checkAll, folders, needModules, tell } from './export/python.js';

const program = process.env['PYTHON_TORCH'] ?? 'python3';
await needModules(program, 'torch, safetensors', 'PYTHON_TORCH');
const { write, remove } = folders();

/** The folder as a user asks for it, the one in plain operations alone, and which form the first has. */
function written(part: Part): { readonly form: Form; readonly folders: readonly Files[] } {
  const { step, parameters, state, hyper, batches, module, record } = exported(part, part.steps, 5);
  const [traced, recording] = [trace(step, parameters, state, batches[0]!, hyper(0)), record()];
  const alone = toPyTorch(traced, recording);
  try {
    const files = toPyTorch(traced, recording, { module });
    return 'step.py' in files ? { form: 'step', folders: [files] } : { form: 'module', folders: [files, alone] };
  } catch (error) {
    if (isChainruleError(error) && error.code === 'unsupported') return { form: 'refused', folders: [alone] };
    throw error;
  }
}

let failed = 0;
const given: { readonly title: string; readonly folder: string }[] = [];
const wanted = process.env['PARTS'];
for (const part of parts().filter(({ name }) => wanted === undefined || name.includes(wanted))) {
  try {
    const { form, folders: all } = written(part);
    if (form !== part.form) {
      failed++;
      console.log(`${part.name}: written as ${form}, expected ${part.form}`);
    }
    all.forEach((files, i) =>
      given.push({ title: `${part.name}, ${i === 0 ? form : 'step'}`, folder: write(String(given.length), files) }),
    );
  } catch (error) {
    failed++;
    console.log(`${part.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
const ends = await checkAll(
  program,
  given.map(({ folder }) => folder),
);
ends.forEach((ended, i) => {
  if (!tell(given[i]!.title, [ended])) failed++;
});
for (const [name, why] of Object.entries(without())) console.log(`${name}: none, ${why}`);
console.log(`${given.length} folders, ${failed} failed`);
remove();
process.exit(failed === 0 ? 0 : 1);
