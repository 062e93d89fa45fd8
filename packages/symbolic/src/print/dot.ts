import { Pool, postOrder, type Expr } from '@chainrule/core';
import { infix } from '../parse/operators.js';
import { decimalOrFraction } from './number.js';

/**
 * The formula as a graph in Graphviz's DOT, equal parts drawn once.
 *
 * @example
 * ```ts
 * import { parse, toDot } from '@chainrule/symbolic';
 * toDot(parse('x*x')); // → 'digraph {\n  n0 [label="x" shape=box];\n  n1 [label="*"];\n  n1 -> n0;\n  n1 -> n0;\n}'
 * ```
 */
export function toDot(expr: Expr): string {
  const nodes = postOrder(new Pool().intern(expr));
  const id = new Map(nodes.map((node, i) => [node, `n${i}`]));
  const lines = nodes.flatMap((node) => [
    `  ${id.get(node)!} [label=${JSON.stringify(label(node))}${node.kind === 'apply' ? '' : ' shape=box'}];`,
    ...node.args.map((arg) => `  ${id.get(node)!} -> ${id.get(arg)!};`),
  ]);
  return ['digraph {', ...lines, '}'].join('\n');
}

function label({ kind, value, name, fn }: Expr): string {
  if (kind === 'number') return decimalOrFraction(value);
  return kind === 'variable' ? name : (infix.find((entry) => entry.fn === fn)?.sign ?? (fn!.name === 'neg' ? '-' : fn!.name));
}
