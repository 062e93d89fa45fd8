import { kernels, type ArrayData } from '@chainrule/core';
import { factorize } from '../../linear-algebra/factorize.js';
import type { Sample } from '../sample.js';

/** Inputs with the factors of the first at the end. */
const withFactors = (inputs: readonly ArrayData[]): readonly ArrayData[] => [
  ...inputs,
  ...factorize.value([inputs[0]!], {}, factorize.types([inputs[0]!], {})),
];

/** A·Aᵀ + the diagonal of A: positive definite for a regular A. */
function definite(a: ArrayData): ArrayData {
  const order = a.shape.map((_, axis) => axis);
  return kernels.matmul(a, kernels.transpose(a, [...order.slice(0, -2), order.at(-1)!, order.at(-2)!]));
}

/** Samples of linear algebra. */
export const linearAlgebra = {
  triangle: [
    { parameters: { part: 'lower', diagonal: 0 }, inputs: (draw) => [draw.real([3, 4])] },
    { parameters: { part: 'upper', diagonal: -1 }, inputs: (draw) => [draw.real([2, 4, 3])] },
    { parameters: { part: 'upper', diagonal: 2 }, inputs: (draw) => [draw.real([4, 4])] },
  ],
  triangularSolve: [
    { parameters: { part: 'lower', transposed: false }, inputs: (draw) => [draw.regular([3, 3]), draw.real([3, 2])] },
    { parameters: { part: 'upper', transposed: true }, inputs: (draw) => [draw.regular([2, 3, 3]), draw.real([3, 1])] },
    { parameters: { part: 'upper', transposed: false }, inputs: (draw) => [draw.regular([3, 3]), draw.real([2, 3, 2])] },
    { parameters: { part: 'lower', transposed: true }, inputs: (draw) => [draw.regular([2, 2]), draw.real([2, 2])] },
  ],
  cholesky: [
    { parameters: {}, inputs: (draw) => [definite(draw.regular([3, 3]))] },
    { parameters: {}, inputs: (draw) => [definite(draw.regular([2, 2, 2]))] },
  ],
  factorize: [{ parameters: {}, inputs: (draw) => [draw.real([4, 4])] }],
  solveFactored: [
    {
      parameters: { transposed: false },
      inputs: (draw) => [draw.regular([3, 3]), draw.real([3, 2])],
      complete: (inputs) => withFactors(inputs.slice(0, 2)),
    },
    {
      parameters: { transposed: true },
      inputs: (draw) => [draw.real([3, 3]), draw.real([2, 3, 1])],
      complete: (inputs) => withFactors(inputs.slice(0, 2)),
    },
  ],
  logDeterminant: [
    { parameters: {}, inputs: (draw) => [draw.regular([3, 3])], complete: (inputs) => withFactors(inputs.slice(0, 1)) },
    { parameters: {}, inputs: (draw) => [draw.real([2, 3, 3])], complete: (inputs) => withFactors(inputs.slice(0, 1)) },
  ],
  determinant: [
    { parameters: {}, inputs: (draw) => [draw.real([4, 4])], complete: (inputs) => withFactors(inputs.slice(0, 1)) },
    { parameters: {}, inputs: (draw) => [draw.regular([2, 2, 2])], complete: (inputs) => withFactors(inputs.slice(0, 1)) },
  ],
  cofactors: [{ parameters: {}, inputs: (draw) => [draw.real([3, 3])], complete: (inputs) => withFactors(inputs.slice(0, 1)) }],
  qr: [
    { parameters: {}, inputs: (draw) => [draw.regular([3, 3])] },
    { parameters: {}, inputs: (draw) => [draw.real([4, 2])] },
    { parameters: {}, inputs: (draw) => [draw.real([2, 3, 2])] },
  ],
  eigh: [
    { parameters: {}, inputs: (draw) => [draw.regular([3, 3])] },
    { parameters: {}, inputs: (draw) => [draw.regular([2, 2, 2])] },
  ],
  svd: [
    { parameters: {}, inputs: (draw) => [draw.regular([3, 3])] },
    { parameters: {}, inputs: (draw) => [draw.regular([3, 2])] },
    { parameters: {}, inputs: (draw) => [draw.regular([2, 2, 3])] },
  ],
  fourier: [
    { parameters: { sign: -1 }, inputs: (draw) => [draw.real([6, 2])] },
    { parameters: { sign: 1 }, inputs: (draw) => [draw.real([2, 5, 2])] },
  ],
} as const satisfies Record<string, readonly Sample[]>;
