import { isChainruleError, type DType, type ErrorCode } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { describe, expect, it } from 'vitest';
import type { Primitive } from '../graph/primitive.js';
import { primitives, type PrimitiveName } from './table.js';

const type = (shape: number[], dtype: DType = 'float32'): Type => ({ dtype, shape });
const integers = (...shape: number[]): Type => type(shape, 'int32');
const plain = { strides: [1], padding: [[0, 0]], inputDilation: [1], kernelDilation: [1], groups: 1 };

/** What a type rule must refuse, before anything is computed. */
const refused: readonly (readonly [name: PrimitiveName, inputs: readonly Type[], parameters: unknown, code: ErrorCode, says: string])[] = [
  ['slice', [type([3])], { starts: [1], steps: [2], counts: [2] }, 'index', '[slice] elements 1 to 3 are not all inside axis 0 of [3]'],
  ['slice', [type([3, 2])], { starts: [1], steps: [1], counts: [1] }, 'shape', '1 starts, 1 steps and 1 counts for the axes of [3, 2]'],
  ['embed', [type([3])], { starts: [0], steps: [0], shape: [3] }, 'argument', 'step 0'],
  ['concatenate', [], { axis: 0 }, 'argument', 'nothing to concatenate'],
  ['concatenate', [type([2, 3]), type([2, 4])], { axis: 0 }, 'shape', '[2, 3] and [2, 4] do not join along axis 0'],
  ['concatenate', [type([2]), integers(2)], { axis: 0 }, 'dtype', 'float32 and int32 do not mix'],
  ['take', [type([]), integers(2)], {}, 'shape', 'a scalar has no rows'],
  ['take', [type([3]), type([2])], {}, 'dtype', 'indices are float32'],
  ['takeAlong', [type([3, 2]), integers(2, 3)], { axis: -1 }, 'shape', 'do not broadcast'],
  ['addAlong', [type([3]), integers(2)], { axis: -1, size: 4 }, 'shape', 'has not as many elements along axis -1'],
  ['dynamicSlice', [type([3]), integers(1)], { sizes: [4] }, 'shape', 'a block of 4 does not fit into axis 0 of [3]'],
  ['dynamicUpdateSlice', [type([3, 2]), type([2, 1]), integers(1)], {}, 'shape', 'a block [2, 1] does not fit into [3, 2]'],
  ['matmul', [type([2, 3]), type([2, 3])], {}, 'shape', 'cannot multiply [2, 3] by [2, 3]'],
  ['matmul', [type([3]), type([3, 2])], {}, 'shape', 'both need at least two axes'],
  ['broadcast', [type([3])], { shape: [2] }, 'shape', '[3] and [2] do not broadcast'],
  ['convolution', [type([1, 2, 5]), type([1, 3, 2])], plain, 'shape', 'do not fit'],
  ['convolution', [type([1, 2, 5]), type([1, 2, 2])], { ...plain, strides: [0] }, 'argument', 'strides [0]'],
  ['windowArgmax', [type([4])], { window: [2], strides: [2], padding: [[-1, 0]], dilation: [1] }, 'argument', 'padding is not negative'],
  ['argExtreme', [type([2, 0])], { which: 'max', axis: 1 }, 'shape', 'nothing to take the argmax of along axis 1 of [2, 0]'],
  ['recurrence', [type([2]), type([3])], { axis: 0, reverse: false }, 'shape', 'factors [2] and terms [3]'],
  ['cholesky', [type([2, 3])], {}, 'shape', '[2, 3] is not square'],
  ['eigh', [integers(2, 2)], {}, 'dtype', 'a matrix of int32'],
  [
    'triangularSolve',
    [type([2, 2]), type([3, 1])],
    { part: 'lower', transposed: false },
    'shape',
    'a matrix [2, 2] and right-hand sides [3, 1]',
  ],
  ['randomBits', [type([2])], { count: 1 }, 'dtype', 'a key is two words'],
  ['fourier', [type([4, 3])], { sign: 1 }, 'shape', 'pairs of a real and an imaginary part'],
  ['oneHot', [type([2])], { depth: 3, dtype: 'float32' }, 'dtype', 'indices are float32'],
];

describe('a type rule refuses what does not fit', () => {
  it.each(refused)('%s of %j', (name, inputs, parameters, code, says) => {
    let thrown: unknown;
    try {
      (primitives[name] as Primitive).types(inputs, parameters);
    } catch (error) {
      thrown = error;
    }
    expect(isChainruleError(thrown) && thrown.code).toBe(code);
    expect((thrown as Error).message).toContain(says);
  });
});
