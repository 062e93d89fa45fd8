import { reference, type Executable, type Program, type Type } from '@chainrule/program';
import { apply, leaf, placeholder, type Tensor } from '../tensor.js';
import { lower } from './lower.js';
import type { Node } from './node.js';
import { between } from './order.js';
import type { Primitive } from './primitive.js';

/** A traced function as plain data with its primitives: what checkpoint, cond, scan and whileLoop hold. */
export interface Subprogram {
  readonly program: Program;
  readonly primitives: ReadonlyMap<string, Primitive>;
}

/** Traces a function of tensors. Tensors it uses besides its arguments become further inputs of the program, after them. */
export function traceSubprogram(
  f: (...args: Tensor[]) => readonly Tensor[],
  types: readonly Type[],
): { readonly body: Subprogram; readonly captured: readonly Tensor[] } {
  const args = types.map(placeholder);
  return closeOver(args, f(...args));
}

/** The program from some tensors to others; what it needs besides becomes further inputs. */
export function closeOver(
  args: readonly Tensor[],
  outputs: readonly Tensor[],
): { readonly body: Subprogram; readonly captured: readonly Tensor[] } {
  const captured = boundary(args, outputs);
  const { program, operations } = lower([...args, ...captured], outputs, 'constants');
  return { body: { program, primitives: operations as ReadonlyMap<string, Primitive> }, captured };
}

/** The tensors that the part of the graph depending on the arguments reads from outside. */
export function boundary(args: readonly Tensor[], outputs: readonly Tensor[]): Tensor[] {
  const inside = new Set<Node>(args.map(({ node }) => node));
  const found = new Map<Node, Map<number, Tensor>>();
  const note = (x: Tensor): void => {
    if (!inside.has(x.node) && !x.node.literal) found.set(x.node, (found.get(x.node) ?? new Map<number, Tensor>()).set(x.index, x));
  };
  for (const node of between(args, outputs)) {
    inside.add(node);
    node.inputs.forEach(note);
  }
  outputs.forEach(note);
  return [...found.values()].flatMap((byIndex) => [...byIndex.values()]);
}

/** The outputs for these inputs, as applications in the present graph: so that a subprogram can be differentiated and batched. */
export function inline({ program, primitives }: Subprogram, inputs: readonly Tensor[]): Tensor[] {
  const registers: Tensor[] = [];
  program.inputs.forEach((register, i) => (registers[register] = inputs[i]!));
  for (const { register, value } of program.constants) registers[register] = leaf(value);
  for (const { operation, inputs: from, outputs, parameters } of program.instructions) {
    const results = apply(
      primitives.get(operation)!,
      from.map((register) => registers[register]!),
      parameters,
    );
    outputs.forEach((register, i) => (registers[register] = results[i]!));
  }
  return program.outputs.map((register) => registers[register]!);
}

/** Runs it plainly, for reference values. */
export function executable({ program, primitives }: Subprogram): Executable {
  const known = executables.get(program) ?? reference.compile(program, primitives);
  executables.set(program, known);
  return known;
}
const executables = new WeakMap<Program, Executable>();

export const outputTypes = ({ program }: Subprogram): Type[] => program.outputs.map((register) => program.types[register]!);
export const inputTypes = ({ program }: Subprogram): Type[] => program.inputs.map((register) => program.types[register]!);
