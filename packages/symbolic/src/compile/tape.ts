import type { Kernel } from './kernels.js';
import type { Values } from './values.js';

/** One kernel at work: registers in, a register out. */
export interface Step {
  readonly kernel: Kernel;
  readonly out: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly constant: number;
}

/**
 * Values assigned to registers. The first registers are the inputs, then come the constants, then the outputs that steps write, then
 * working registers, each taken again as soon as its value is no longer needed.
 */
export interface Tape {
  readonly inputs: number;
  readonly constants: readonly number[];
  readonly steps: readonly Step[];
  readonly outputs: readonly number[];
  readonly registers: number;
}

export function tapeOf({ values, outputs }: Values, inputs: number): Tape {
  const lastUse = new Int32Array(values.length).fill(-1);
  for (const output of outputs) lastUse[output] = values.length;
  // Backwards, so that what only unused values use is unused too.
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i]!;
    if (value.kind === 'step' && lastUse[i]! >= 0) for (const arg of value.args) if (lastUse[arg]! < 0) lastUse[arg] = i;
  }

  const register = new Int32Array(values.length);
  const constants: number[] = [];
  let count = inputs;
  values.forEach((value, i) => {
    if (value.kind === 'input') register[i] = value.index;
    else if (value.kind === 'constant' && lastUse[i]! >= 0) {
      register[i] = count++;
      constants.push(value.value);
    }
  });
  const results = new Set(outputs.filter((output) => values[output]!.kind === 'step'));
  for (const output of results) register[output] = count++;

  const free: number[] = [];
  const steps: Step[] = [];
  values.forEach((value, i) => {
    if (value.kind !== 'step' || lastUse[i]! < 0) return;
    const [a, b = a, c = a] = value.args.map((arg) => register[arg]!) as [number, number?, number?];
    // Arguments are read before the result is written, element by element, so the result may take a register that ends here.
    for (const arg of new Set(value.args)) if (lastUse[arg] === i && values[arg]!.kind === 'step') free.push(register[arg]!);
    if (!results.has(i)) register[i] = free.pop() ?? count++;
    steps.push({ kernel: value.kernel, out: register[i]!, a, b, c, constant: value.constant });
  });
  return { inputs, constants, steps, outputs: outputs.map((output) => register[output]!), registers: count };
}
