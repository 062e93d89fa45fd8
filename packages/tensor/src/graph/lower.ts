import type { Constant, Instruction, Operations, Program, Register, Type } from '@chainrule/program';
import { readArray, type BackendArray } from '@chainrule/program';
import type { Tensor } from '../tensor.js';
import type { Node } from './node.js';
import { topologicalOrder } from './order.js';
import type { Primitive } from './primitive.js';

/** One result of a node: all of a tensor that lowering needs. */
export type Result = Pick<Tensor, 'node' | 'index'>;

export interface Lowered {
  readonly program: Program;
  readonly operations: Operations;
  /** The values of the leaves that became inputs, after those asked for. */
  readonly captured: readonly BackendArray[];
}

/**
 * The program that computes the outputs from the inputs. Leaves that are no inputs become constants, or with
 * `capture: 'inputs'` further inputs, so that programs of one structure are equal.
 */
export function lower(inputs: readonly Result[], outputs: readonly Result[], capture: 'constants' | 'inputs'): Lowered {
  const types: Type[] = [];
  const registers = new Map<Node, readonly Register[]>();
  const give = (node: Node): readonly Register[] => {
    const given = node.types.map((type) => types.push(type) - 1);
    registers.set(node, given);
    return given;
  };
  const programInputs = inputs.map((input) => (registers.get(input.node) ?? give(input.node))[input.index]!);
  const known = new Set(registers.keys());
  const constants: Constant[] = [];
  const captured: BackendArray[] = [];
  const instructions: Instruction[] = [];
  const operations = new Map<string, Primitive>();
  for (const node of topologicalOrder(
    outputs.map(({ node }) => node),
    (node) => known.has(node),
  )) {
    const computed = node.primitive !== undefined && node.values === undefined;
    if (computed && node.primitive?.forwards) {
      registers.set(
        node,
        node.primitive.forwards.map((i) => registers.get(node.inputs[i]!.node)![node.inputs[i]!.index]!),
      );
      continue;
    }
    const results = give(node);
    if (computed && node.primitive !== undefined) {
      operations.set(node.primitive.name, node.primitive);
      instructions.push({
        operation: node.primitive.name,
        inputs: node.inputs.map((input) => registers.get(input.node)![input.index]!),
        outputs: results,
        parameters: node.parameters,
        ...(node.site !== undefined && { site: node.site }),
      });
    } else
      node.values!.forEach((value, i) => {
        if (capture === 'inputs') {
          programInputs.push(results[i]!);
          captured.push(value);
        } else constants.push({ register: results[i]!, value: readArray(value) });
      });
  }
  const program = {
    types,
    inputs: programInputs,
    constants,
    instructions,
    outputs: outputs.map(({ node, index }) => registers.get(node)![index]!),
  };
  return { program, operations, captured };
}
