import type { Program, Register } from '@chainrule/program';
import { flatten } from '../flat/flatten.js';
import { emittersFor } from '../operation-table.js';
import { Hlo, typeText, type Value } from './hlo.js';
import { hloOperations } from './operations.js';

/** How the module divides its work over devices, and what it calls its inputs. */
export interface StableHloOptions {
  /** Inputs whose first axis is divided over the devices of a mesh axis called `data`. */
  readonly batch?: readonly number[];
  /**
   * How many devices there are along that axis, for the annotations, which a client of XLA follows with its Shardy partitioner. Default 1:
   * the module says nothing of devices, and JAX says how its inputs are divided.
   */
  readonly devices?: number;
  /** Names for the inputs, in comments. */
  readonly names?: readonly string[];
}

/**
 * A program as a StableHLO module, one operation a line: what XLA compiles for CPUs, GPUs and TPUs.
 *
 * Throws `unsupported` for an operation without a counterpart, naming it and the line that called it.
 *
 * @example
 * ```ts
 * import { toStableHlo } from '@chainrule/export';
 * import { tensor, trace, type Tensor } from '@chainrule/tensor';
 * const text = toStableHlo(trace((x: Tensor) => x.exp(), tensor([1, 2])));
 * text.includes('%0 = stablehlo.exponential %arg0 : (tensor<2xf32>) -> tensor<2xf32>'); // → true
 * ```
 */
export function toStableHlo(program: Program, options: StableHloOptions = {}): string {
  const flat = flatten(program);
  const emitters = emittersFor('StableHLO', hloOperations, flat);
  const hlo = new Hlo();
  const values = new Map<Register, Value>();
  flat.inputs.forEach((register, i) => values.set(register, { name: `%arg${i}`, ...flat.types[register]! }));
  for (const { register, value } of flat.constants) values.set(register, hlo.constant(value));
  flat.instructions.forEach((instruction, at) => {
    const [output] = instruction.outputs as [Register];
    const inputs = instruction.inputs.map((register) => values.get(register)!);
    values.set(output, emitters[at]!({ hlo, instruction, program: flat, inputs, output: flat.types[output]! }));
  });
  const { batch = [], devices = 1, names = [] } = options;
  const inputs = flat.inputs.map((register, i) => {
    const type = flat.types[register]!;
    const axes = type.shape.map((_, axis) => (axis === 0 && batch.includes(i) ? '{"data"}' : '{}')).join(', ');
    return `%arg${i}: ${typeText(type)}${devices === 1 ? '' : ` {sdy.sharding = #sdy.sharding<@mesh, [${axes}]>}`}`;
  });
  const outputs = flat.outputs.map((register) => values.get(register)!);
  const types = outputs.map((value) => typeText(value));
  return `module @step attributes {mhlo.num_partitions = ${devices} : i32, mhlo.num_replicas = 1 : i32} {
${devices === 1 ? '' : `  sdy.mesh @mesh = <["data"=${devices}]>\n`}  func.func public @main(
    ${inputs.map((input, i) => `${input}${i < inputs.length - 1 ? ',' : ''}${names[i] === undefined ? '' : `  // ${names[i]}`}`).join('\n    ')}
  ) -> (${types.join(', ')}) {
    ${hlo.lines.join('\n    ')}
    return ${outputs.map(({ name }) => name).join(', ')} : ${types.join(', ')}
  }
}
`;
}
