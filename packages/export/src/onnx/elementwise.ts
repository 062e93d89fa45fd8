import { broadcastShapes } from '@chainrule/core';
import type { Call, ElementwiseTarget } from '../formula/lower-formula.js';
import type { Graph, Value } from './graph.js';

// prettier-ignore
const names: Readonly<Record<string, string>> = {
  abs: 'Abs', acos: 'Acos', acosh: 'Acosh', add: 'Add', asin: 'Asin', asinh: 'Asinh', atan: 'Atan', atanh: 'Atanh', ceil: 'Ceil', cos: 'Cos',
  div: 'Div', erf: 'Erf', exp: 'Exp', floor: 'Floor', log: 'Log', max: 'Max', min: 'Min', mul: 'Mul', neg: 'Neg', pow: 'Pow', relu: 'Relu',
  round: 'Round', sigmoid: 'Sigmoid', sign: 'Sign', sin: 'Sin', sqrt: 'Sqrt', sub: 'Sub', tan: 'Tan', tanh: 'Tanh',
};
const comparisons: Readonly<Record<string, string>> = {
  lt: 'Less',
  le: 'LessOrEqual',
  gt: 'Greater',
  ge: 'GreaterOrEqual',
  eq: 'Equal',
  and: 'And',
  or: 'Or',
};

/** The elementwise functions of ONNX; the others are written by their definitions. */
export function onnxFormulas(graph: Graph): ElementwiseTarget<Value> {
  const shapeOf = (args: readonly Value[]): readonly number[] => broadcastShapes('export', ...args.map(({ shape }) => shape));
  const not = (x: Value): Value => graph.node('Not', [graph.cast(x, 'bool')], { dtype: 'bool', shape: x.shape });
  const functions: Record<string, Call<Value>> = {
    where: ([condition, yes, no], dtype) => {
      const args = [condition!, yes!, no!];
      return graph.node('Where', args, { dtype, shape: shapeOf(args) });
    },
    not: ([x]) => not(x!),
    ne: (args) => not(graph.node('Equal', args, { dtype: 'bool', shape: shapeOf(args) })),
  };
  for (const [fn, name] of Object.entries(names)) functions[fn] = (args, dtype) => graph.node(name, args, { dtype, shape: shapeOf(args) });
  for (const [fn, name] of Object.entries(comparisons))
    functions[fn] = (args) => graph.node(name, args, { dtype: 'bool', shape: shapeOf(args) });
  return { name: 'ONNX', functions, number: (value, dtype) => graph.number(value, dtype) };
}
