import type { Expr } from '@chainrule/core';
import { toText } from '@chainrule/symbolic';
import { backprop, type BackpropNode, type Tensor } from '@chainrule/tensor';
import { scalars, tensorFunction } from '../expression/tensor-function.js';

/** One step of a computation: what it is, what it is made of, its value, and how the result changes with it. */
export interface TraceNode {
  readonly id: number;
  /** The part of the formula. */
  readonly expression: string;
  /** The function that makes it of its inputs; `variable` or `constant` where there is none. */
  readonly operation: string;
  readonly inputs: readonly number[];
  readonly value: number;
  readonly gradient: number;
}

export interface Traced {
  readonly nodes: readonly TraceNode[];
  /** As the tensor package drew them, for its own writers of graphs. */
  readonly drawn: readonly BackpropNode[];
}

/** Every node of a formula's computation at a point, in order, with the value that went forward and the gradient that came back. */
export function traceNodes(expr: Expr, variables: readonly string[], point: readonly number[]): Traced {
  const parts = new Map<Tensor['node'], Expr>();
  const f = tensorFunction(expr, variables, (part, value) => void parts.set(value.node, part));
  const found = backprop(f, ...scalars(point));
  const nodes = found.map(({ id, inputs, value, gradient }): TraceNode => {
    const part = parts.get(value.node);
    const variable = id < variables.length ? variables[id] : undefined;
    return {
      id,
      expression: variable ?? (part ? toText(part) : String(value.item())),
      operation: variable === undefined ? (part?.fn?.name ?? 'constant') : 'variable',
      inputs,
      value: value.item(),
      gradient: gradient.item(),
    };
  });
  return { nodes, drawn: found.map((node, i) => ({ ...node, label: nodes[i]!.expression })) };
}
