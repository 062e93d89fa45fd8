import { Expr, Pool, substitute } from '@chainrule/core';
import type { Definition, Operand, Pass } from './elementwise.js';

/** The same formulas with operands called x0, x1, … and definitions d0, d1, …, so that equal work looks equal. */
export function canonicalNames<T extends { readonly operands: readonly Operand[]; readonly definitions: readonly Definition[] }>(of: T): T {
  const names = new Map<string, string>([
    ...of.operands.map(({ name }, i) => [name, `x${i}`] as const),
    ...of.definitions.map(({ name }, i) => [name, `d${i}`] as const),
  ]);
  const variables = Object.fromEntries([...names].map(([from, to]) => [from, Expr.variable(to)]));
  // Equal parts of different definitions stay one node, which is computed once.
  const pool = new Pool();
  return {
    ...of,
    operands: of.operands.map(({ name, dtype, strides }) => ({ name: names.get(name)!, dtype, strides })),
    definitions: of.definitions.map(({ name, expr, dtype }) => ({
      name: names.get(name)!,
      expr: pool.intern(substitute(expr, variables)),
      dtype,
    })),
  };
}

export const canonicalPass = (pass: Pass): Pass => ({
  ...canonicalNames(pass),
  results: pass.results.map((result) => `d${pass.definitions.findIndex(({ name }) => name === result)}`),
});
