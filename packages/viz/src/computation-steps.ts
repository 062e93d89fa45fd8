import { shortNumber, type ComputationNode, type Known } from './computation-graph.js';

/** One step through a computation: what is known after it, and what it did, in words. */
export interface ComputationStep {
  readonly says: string;
  readonly known: Known;
}

/**
 * The forward pass and the way back, one node at a time: each value, then each gradient as the sum of what comes back along the arrows, the
 * gradient of the node there times the local derivative.
 *
 * @example
 * ```ts
 * import { computationSteps } from '@chainrule/viz';
 * const x = { id: 0, expression: 'x', operation: 'variable', inputs: [], slopes: [], value: 3, gradient: 6 };
 * const square = { id: 1, expression: 'x²', operation: 'pow', inputs: [0], slopes: [6], value: 9, gradient: 1 };
 * computationSteps([x, square]).at(-1)!.says; // → 'Backward 2 of 2: x goes into x²: 1 · 6 = 6.'
 * ```
 */
export function computationSteps(nodes: readonly ComputationNode[]): ComputationStep[] {
  const count = nodes.length;
  return [
    ...nodes.map((node, i) => ({
      says: `Forward ${i + 1} of ${count}: ${node.expression} is ${shortNumber(node.value)}.`,
      known: { values: i + 1, gradients: 0 },
    })),
    ...[...nodes].reverse().map((node, i) => ({
      says: `Backward ${i + 1} of ${count}: ${i === 0 ? 'the result changes with itself at rate 1.' : comesBack(node, nodes)}`,
      known: { values: count, gradients: i + 1 },
    })),
  ];
}

function comesBack({ id, expression, gradient }: ComputationNode, nodes: readonly ComputationNode[]): string {
  const ways = nodes.flatMap((to) => to.inputs.flatMap((from, i) => (from === id ? [{ to, slope: to.slopes[i]! }] : [])));
  if (ways.length === 0) return `${expression} does not go into the result: 0.`;
  const products = ways.map(({ to, slope }) => `${bracketed(to.gradient)} · ${bracketed(slope)}`).join(' + ');
  const into = [...new Set(ways.map(({ to }) => to.expression))].join(' and into ');
  return `${expression} goes into ${into}${ways.length > 1 ? ', and what comes back is added' : ''}: ${products} = ${shortNumber(gradient)}.`;
}

const bracketed = (x: number): string => (x < 0 ? `(${shortNumber(x)})` : shortNumber(x));
