import { ChainruleError } from '@chainrule/core';
import type { Program, Register } from '@chainrule/program';
import { flatten } from '../flat/flatten.js';
import { emittersFor } from '../operation-table.js';
import { forAnyBatch } from './any-batch.js';
import { Graph, modelOf, type Parts, type Value } from './graph.js';
import { onnxOperations } from './operations.js';

/** What the inputs and outputs of the model are called. */
export interface OnnxOptions {
  /** What the inputs and outputs are called, all different. Default: input_0 …, output_0 …. `stepNames` gives a training step's. */
  readonly names?: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
  /**
   * The same function traced with another number of examples: the model then takes any number of them. For inference; a training step
   * divides by the size of its batch.
   */
  readonly otherBatch?: Program;
}

/**
 * A program as an ONNX model: an inference graph, or a whole training step with its backward pass and its optimizer. Operator set 18.
 *
 * Keys and other unsigned words are 64-bit integers there. Throws `unsupported` for an operation without a counterpart, naming it and the
 * line that called it, and where the number of examples cannot be left open; `argument` when there are too few names or one of them twice.
 *
 * @example
 * ```ts
 * import { toOnnx } from '@chainrule/export';
 * import { tensor, trace, type Tensor } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.exp(), tensor([1, 2]));
 * const bytes = toOnnx(program, { names: { inputs: ['x'], outputs: ['y'] } });
 * bytes.length < 200; // → true
 *
 * const f = (w: Tensor, x: Tensor) => x.matmul(w).exp();
 * const [w, two, three] = [tensor([[1], [2]]), tensor([[1, 2], [3, 4]]), tensor([[1, 2], [3, 4], [5, 6]])];
 * toOnnx(trace(f, w, two), { otherBatch: trace(f, w, three) }).length < 300; // → true
 * ```
 */
export function toOnnx(program: Program, options: OnnxOptions = {}): Uint8Array {
  const parts = partsOf(program, options);
  return modelOf(options.otherBatch === undefined ? parts : forAnyBatch(parts, partsOf(options.otherBatch, options)));
}

function partsOf(program: Program, options: OnnxOptions): Parts {
  const flat = flatten(program);
  const names = options.names ?? {
    inputs: flat.inputs.map((_, i) => `input_${i}`),
    outputs: flat.outputs.map((_, i) => `output_${i}`),
  };
  checkNames(names, flat);
  const emitters = emittersFor('ONNX', onnxOperations, flat);
  const graph = new Graph();
  const values = new Map<Register, Value>();
  const inputs = flat.inputs.map((register, i): Value => ({ name: names.inputs[i]!, ...flat.types[register]! }));
  flat.inputs.forEach((register, i) => values.set(register, inputs[i]!));
  for (const { register, value } of flat.constants) values.set(register, graph.constant(value));
  flat.instructions.forEach((instruction, at) => {
    const [output] = instruction.outputs as [Register];
    const given = instruction.inputs.map((register) => values.get(register)!);
    values.set(output, emitters[at]!({ graph, instruction, program: flat, inputs: given, output: flat.types[output]! }));
  });
  return graph.parts(
    inputs,
    flat.outputs.map((register, i) => ({ name: names.outputs[i]!, value: values.get(register)! })),
  );
}

function checkNames({ inputs, outputs }: NonNullable<OnnxOptions['names']>, program: Program): void {
  const all = [...inputs, ...outputs];
  const twice = all.find((name, i) => all.indexOf(name) !== i);
  const counts = inputs.length === program.inputs.length && outputs.length === program.outputs.length;
  if (counts && twice === undefined) return;
  const problem =
    twice === undefined
      ? `${inputs.length} and ${outputs.length} names for ${program.inputs.length} inputs and ${program.outputs.length} outputs`
      : `two arrays are called "${twice}"`;
  throw new ChainruleError('argument', problem, { operation: 'toOnnx' });
}
