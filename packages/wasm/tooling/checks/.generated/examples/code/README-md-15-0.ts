import { Expr, ndarray, tanh } from '@chainrule/core';
import { formula, readArray } from '@chainrule/program';
import type { Operations, Program, Type } from '@chainrule/program';
import { wasm } from '@chainrule/wasm';

// y = tanh(x)·2, over as many numbers as there are.
const vector: Type = { dtype: 'float64', shape: [3] };
const program: Program = {
  types: [vector, vector],
  inputs: [0],
  constants: [],
  instructions: [{ operation: 'formula', inputs: [0], outputs: [1], parameters: { formula: tanh.of(Expr.variable('#0')).times(2) } }],
  outputs: [1],
};
const operations: Operations = new Map([['formula', formula]]);

const executable = wasm().compile(program, operations);
executable.explain(); // → '1 formula in one pass over [3]'
const [y] = executable.run([ndarray([0, 40, -40], { dtype: 'float64' })]);
[...readArray(y!).data]; // → [0, 2, -2]
export {};
