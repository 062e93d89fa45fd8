import { kernels, type ArrayData } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import type { Application, BatchAxes, Perhaps, Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../tensor.js';
import { batchFirst } from '../batch.js';
import { transposed } from '../linear-algebra/matrices.js';
import { primitives, type PrimitiveName } from '../table.js';
import { laws } from './all.js';
import { samples } from './samples/index.js';

/** What is written down wrongly of a primitive. */
type Mistake = (right: Primitive) => Partial<Primitive>;
type Parameters = {
  readonly axes: number[];
  readonly keepDims: boolean;
  readonly axis: number;
  readonly reverse: boolean;
  readonly shape: number[];
};

const carrying =
  (wrong: (g: Tensor, application: Application<Parameters>, right: Tensor, input: number) => Perhaps): Mistake =>
  (primitive) => ({
    transpose: (input, cotangents, application) =>
      wrong(cotangents[0]!, application as Application<Parameters>, primitive.transpose!(input, cotangents, application)!, input),
  });

const moving =
  (wrong: (right: readonly Perhaps[], tangents: readonly Perhaps[], application: Application<Parameters>) => readonly Perhaps[]): Mistake =>
  (primitive) => ({
    jvp: (tangents, application) => wrong(primitive.jvp!(tangents, application), tangents, application as Application<Parameters>),
  });

const valuing =
  (wrong: (right: ArrayData, inputs: readonly ArrayData[]) => ArrayData): Mistake =>
  (primitive) => ({
    value: (inputs, parameters, types) => primitive.value(inputs, parameters, types).map((value) => wrong(value, inputs)),
  });

type Batch = ReturnType<Primitive['batch']>;
const batching =
  (wrong: (inputs: readonly Tensor[], axes: BatchAxes, parameters: Parameters, size: number, primitive: Primitive) => Batch): Mistake =>
  (primitive) => ({ batch: (inputs, axes, parameters, size) => wrong(inputs, axes, parameters as Parameters, size, primitive) });

const claimedFirst = batching((inputs, axes, parameters, size, primitive) => ({
  ...primitive.batch(inputs, axes, parameters, size),
  axes: [0],
}));

/** Mistakes a person could make. Each must break a law. */
const planted: readonly (readonly [name: PrimitiveName, mistake: string, mistake: Mistake])[] = [
  ['sum', 'the cotangent is not stretched back', carrying((g) => g)],
  ['matmul', 'the cotangent has the wrong sign for one input', carrying((_, __, right, input) => (input === 1 ? right.neg() : right))],
  [
    'matmul',
    'the cotangent of a stretched input is not summed',
    carrying((g, { inputs: [, b] }, right, i) => (i === 0 ? g.matmul(transposed(b!)) : right)),
  ],
  ['take', 'an index that comes twice counts once', carrying((_, __, right) => right.sign())],
  [
    'slice',
    'the transpose puts elements at the start',
    carrying((g, { inputs: [x] }) =>
      g.bind(primitives.embed, [g], { starts: x!.shape.map(() => 0), steps: x!.shape.map(() => 1), shape: x!.shape }),
    ),
  ],
  ['cumulativeSum', 'the transpose runs the same way', carrying((g, { parameters }) => g.bind(primitives.cumulativeSum, [g], parameters))],
  [
    'recurrence',
    'the transpose uses the factors of the wrong neighbours',
    carrying((g, { inputs: [a], parameters }) => g.bind(primitives.recurrence, [a!, g], { ...parameters, reverse: !parameters.reverse })),
  ],
  ['recurrence', 'the tangent of the factors is dropped', moving((right, [ta], { outputs: [h] }) => (ta ? [h!.fill(0)] : right))],
  ['fourier', 'the adjoint has the same sign', carrying((g, { parameters }) => g.bind(primitives.fourier, [g], parameters as never))],
  [
    'triangularSolve',
    'the transpose solves the same system',
    carrying((g, { inputs: [a], parameters }) => g.bind(primitives.triangularSolve, [a!, g], parameters as never)),
  ],
  [
    'convolution',
    'the cotangent of the kernels is that of reversed ones',
    carrying((_, __, right, i) =>
      i === 1
        ? right.bind(primitives.slice, [right], {
            starts: right.shape.map((n, k) => (k < 2 ? 0 : n - 1)),
            steps: right.shape.map((_, k) => (k < 2 ? 1 : -1)),
            counts: right.shape,
          })
        : right,
    ),
  ],
  [
    'product',
    'the derivative divides by the element',
    moving((_, [t], { inputs: [x], parameters, outputs: [y] }) => [t!.div(x!).sum(parameters.axes, parameters).mul(y!)]),
  ],
  [
    'cumulativeProduct',
    'the derivative divides by the element',
    moving((_, [t], { inputs: [x], parameters, outputs: [y] }) => [y!.mul(t!.bind(primitives.cumulativeSum, [t!.div(x!)], parameters))]),
  ],
  ['extreme', 'all elements have the derivative', moving((_, [t], { parameters }) => [t!.sum(parameters.axes, parameters)])],
  [
    'formula',
    'one of two tangents is lost',
    (right) => ({ jvp: ([a, b, ...rest], application) => right.jvp!(a && b ? [a, undefined, ...rest] : [a, b, ...rest], application) }),
  ],
  ['cholesky', 'the diagonal is not halved', moving(([right], _, { outputs: [l] }) => [right!.add(l!.mul(1e-6))])],
  [
    'logDeterminant',
    'the gradient is the inverse, not its transpose',
    (right) => ({ jvp: ([t], application) => right.jvp!([transposed(t!)], application) }),
  ],
  ['eigh', 'an eigenvector turns the other way', moving(([w, v]) => [w, v!.neg()])],
  [
    'svd',
    'what leaves the space of the vectors is forgotten',
    moving(([du, ds, dvt], _, { outputs: [u] }) => [u!.matmul(transposed(u!).matmul(du!)), ds, dvt]),
  ],
  ['qr', 'Q turns the other way', moving(([dq, dr]) => [dq!.neg(), dr])],
  ['sum', 'float32 becomes float64', valuing((value) => (value.dtype === 'float32' ? kernels.cast(value, 'float64') : value))],
  ['reshape', 'the value keeps the old shape', valuing((value, [x]) => ({ ...value, shape: x!.shape }))],
  ['transpose', 'the value is written over its input', valuing((value, [x]) => (x!.data.set(value.data), value))],
  ['addAlong', 'a later one replaces an earlier one', valuing((value) => ({ ...value, data: value.data.map(Math.sign) }))],
  [
    'sum',
    'the axes of a batch are not moved on',
    batching(([x], [axis], parameters, _, primitive) => ({
      outputs: x!.bindAll(primitive, [batchFirst(x!, axis!)], parameters),
      axes: [0],
    })),
  ],
  [
    'broadcast',
    'a batch is aligned from the front',
    batching(([x], [axis], { shape }, size) => ({ outputs: [batchFirst(x!, axis!).broadcastTo([size, ...shape])], axes: [0] })),
  ],
  [
    'take',
    'in a batch of tables all use the first list',
    batching(([x, indices], [a, b], parameters, size, primitive) =>
      primitive.batch(
        [x!, b === null || a === null ? indices! : batchFirst(indices!, b!).take(indices!.constant(0))],
        [a!, a === null ? b! : null],
        parameters,
        size,
      ),
    ),
  ],
  ['dynamicSlice', 'the batch axis is said to be first', claimedFirst],
  ['convolution', 'the batch axis is said to be first', claimedFirst],
  [
    'concatenate',
    'the axis of a batch is not moved on',
    batching((inputs, axes, parameters, size, primitive) => ({
      outputs: inputs[0]!.bindAll(
        primitive,
        inputs.map((x, i) => (axes[i] === null ? x.broadcastTo([size, ...x.shape]) : batchFirst(x, axes[i]!))),
        parameters,
      ),
      axes: [0],
    })),
  ],
];

describe('a planted mistake breaks a law', () => {
  it.each(planted)('%s: %s', (name, _, mistake) => {
    const right = primitives[name] as Primitive;
    const wrong = { ...right, ...mistake(right) };
    const broken = laws.filter((law) =>
      samples[name].some((sample) => {
        try {
          law.check(wrong, sample);
          return false;
        } catch {
          return true;
        }
      }),
    );
    expect(broken.map((law) => law.name)).not.toEqual([]);
  });
});
