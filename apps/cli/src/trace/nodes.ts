import type { Expr } from '@chainrule/core';
import { toText } from '@chainrule/symbolic';
import { backpropFormula, type BackpropNode } from '@chainrule/tensor';
import type { ComputationNode } from '@chainrule/viz';

export interface Traced {
  readonly nodes: readonly ComputationNode[];
  /** As the tensor package drew them, for its own writers of graphs. */
  readonly drawn: readonly BackpropNode[];
}

/** Every node of a formula's computation at a point, in order, with the value that went forward and the gradient that came back. */
export function traceNodes(expr: Expr, variables: readonly string[], point: readonly number[]): Traced {
  const found = backpropFormula(expr, Object.fromEntries(variables.map((name, i) => [name, point[i]!])));
  const nodes = found.map(({ id, part, inputs, slopes, value, gradient }): ComputationNode => ({
    ...{ id, inputs, slopes, value: value.item(), gradient: gradient.item() },
    expression: part.kind === 'number' ? String(value.item()) : toText(part),
    operation: part.fn?.name ?? (part.kind === 'variable' ? 'variable' : 'constant'),
  }));
  return { nodes, drawn: found.map((node, i) => ({ ...node, label: nodes[i]!.expression })) };
}
