import { elementwise, Expr, type ElementwiseName } from '@chainrule/core';
import { inputVariable, type FormulaParameters } from '@chainrule/program';
import type { Sample } from '../sample.js';

const [a, b] = [inputVariable(0), inputVariable(1)];
const of = (name: ElementwiseName, ...args: readonly (Expr | number)[]): FormulaParameters => ({
  formula: elementwise[name].of(...args.map((arg) => Expr.lift(arg))),
});

/** Samples of arithmetic: formulas, matrix products, convolutions. */
export const arithmetic = {
  formula: [
    { parameters: of('mul', a, b), inputs: (draw) => [draw.real([2, 3]), draw.real([3])] },
    { parameters: of('div', a, b), inputs: (draw) => [draw.real([]), draw.real([2, 2], 1, 2)] },
    { parameters: of('atan2', a, b), inputs: (draw) => [draw.real([2, 1], 1, 2), draw.real([3], 1, 2)] },
    { parameters: of('add', elementwise.sin.of(a), elementwise.mul.of(a, a)), inputs: (draw) => [draw.real([3])] },
    { parameters: of('gelu', a), inputs: (draw) => [draw.real([3])] },
    { parameters: of('lt', a, b), inputs: (draw) => [draw.distinct([3]), draw.distinct([2, 3])] },
    { parameters: of('add', a, b), inputs: (draw) => [draw.integers([2, 1], 9), draw.integers([3], 9)] },
    { parameters: of('where', a, b, inputVariable(2)), inputs: (draw) => [draw.truth([2, 3]), draw.real([3]), draw.real([2, 1])] },
  ],
  matmul: [
    { parameters: {}, inputs: (draw) => [draw.real([2, 3]), draw.real([3, 4])] },
    { parameters: {}, inputs: (draw) => [draw.real([2, 1, 2, 3]), draw.real([4, 3, 2])] },
    { parameters: {}, inputs: (draw) => [draw.real([5, 2, 3]), draw.real([3, 2])] },
  ],
  convolution: [
    {
      parameters: { strides: [1], padding: [[1, 1]], inputDilation: [1], kernelDilation: [1], groups: 1 },
      inputs: (draw) => [draw.real([2, 2, 5]), draw.real([3, 2, 3])],
    },
    {
      parameters: {
        strides: [2, 1],
        padding: [
          [0, 1],
          [2, 0],
        ],
        inputDilation: [1, 1],
        kernelDilation: [1, 2],
        groups: 2,
      },
      inputs: (draw) => [draw.real([1, 4, 5, 4]), draw.real([2, 2, 2, 2])],
    },
    {
      parameters: { strides: [3], padding: [[0, 0]], inputDilation: [1], kernelDilation: [1], groups: 1 },
      inputs: (draw) => [draw.real([1, 1, 9]), draw.real([2, 1, 2])],
    },
    {
      parameters: { strides: [2], padding: [[3, -1]], inputDilation: [2], kernelDilation: [1], groups: 2 },
      inputs: (draw) => [draw.real([2, 2, 4]), draw.real([4, 1, 3])],
    },
  ],
  windowArgmax: [
    {
      parameters: {
        window: [2, 2],
        strides: [2, 1],
        padding: [
          [0, 0],
          [1, 1],
        ],
        dilation: [1, 1],
      },
      inputs: (draw) => [draw.distinct([1, 2, 4, 3])],
    },
    { parameters: { window: [2], strides: [1], padding: [[0, 0]], dilation: [2] }, inputs: (draw) => [draw.distinct([2, 5])] },
  ],
} as const satisfies Record<string, readonly Sample[]>;
