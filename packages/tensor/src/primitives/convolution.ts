import { ChainruleError, emptyArray, kernels, shapeText, sizeOf, type ArrayData, type Shape } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { batchFirst } from './batch.js';
import { slice } from './slice.js';
import { spatialTaps, windowCount } from './windows.js';

/** How a kernel moves over an input; one entry for every spatial axis. */
export interface Convolving {
  readonly strides: readonly number[];
  /** Zeros added before and after; negative ones cut off. */
  readonly padding: readonly (readonly [number, number])[];
  /** The input's elements are this far apart, with zeros between: strides of the transposed convolution. */
  readonly inputDilation: readonly number[];
  readonly kernelDilation: readonly number[];
  /** Channels are divided into groups that do not see each other. */
  readonly groups: number;
}

/**
 * The convolution (cross-correlation) of an input `[n, c, …s]` with kernels `[o, c / groups, …k]`: `[n, o, …]`, over any number of
 * spatial axes. Its gradients are convolutions with other parameters.
 */
export const convolution: Primitive<Convolving> = definePrimitive({
  name: 'convolution',
  linearity: 'each',
  type: ([x, w], convolving) => {
    refuseUnfit(x!.shape, w!.shape, convolving);
    if (x!.dtype !== w!.dtype)
      throw new ChainruleError('dtype', `element types ${x!.dtype} and ${w!.dtype} do not mix`, {
        operation: 'convolution',
        hint: `cast one of them: .cast('${x!.dtype}')`,
      });
    return { dtype: x!.dtype, shape: [x!.shape[0]!, w!.shape[0]!, ...outputSizes(x!.shape.slice(2), w!.shape.slice(2), convolving)] };
  },
  value: ([x, w], convolving, type) => convolve(x!, w!, convolving, emptyArray(type.dtype, type.shape)),
  transpose: (input, g, [x, w], convolving) =>
    input === 0 ? inputGradient(g, w!, x!.shape.slice(2), convolving) : kernelGradient(g, x!, w!.shape.slice(2), convolving),
  batch: ([x, w], [xAxis, wAxis], convolving, size) => {
    const { groups } = convolving;
    if (wAxis === null) {
      // More examples.
      const xs = batchFirst(x!, xAxis!);
      const y = xs.bind(convolution, [merge(xs, 0), w!], convolving);
      return [split(y, 0, size), 0];
    }
    const ws = batchFirst(w!, wAxis!);
    if (xAxis === null) {
      // More kernels, inside of every group.
      const inGroups = split(ws, 1, groups);
      const together = merge(merge(inGroups.transpose([1, 0, ...tail(inGroups, 2)]), 0), 0);
      const y = ws.bind(convolution, [x!, together], convolving);
      const apart = split(split(y, 1, groups), 2, size);
      return [merge(apart.transpose([0, 2, 1, 3, ...tail(apart, 4)]), 2), 1];
    }
    // More groups.
    const xs = batchFirst(x!, xAxis!);
    const beside = xs.transpose([1, 0, 2, ...tail(xs, 3)]);
    const y = xs.bind(convolution, [merge(beside, 1), merge(ws, 0)], { ...convolving, groups: groups * size });
    return [split(y, 1, size), 1];
  },
});

/** The gradient with respect to the input: kernels reversed, their channels exchanged, strides and dilation of the input exchanged. Also the transposed convolution. */
export function inputGradient(
  g: Tensor,
  w: Tensor,
  sizes: readonly number[],
  { strides, padding, inputDilation, kernelDilation, groups }: Convolving,
): Tensor {
  const inGroups = split(w, 0, groups);
  const exchanged = merge(inGroups.transpose([0, 2, 1, ...tail(inGroups, 3)]), 0);
  const back = padding.map(([low], i): [number, number] => {
    const reach = (w.shape[i + 2]! - 1) * kernelDilation[i]!;
    const before = reach - low;
    return [before, dilated(sizes[i]!, inputDilation[i]!) - dilated(g.shape[i + 2]!, strides[i]!) + reach - before];
  });
  return g.bind(convolution, [g, reversed(exchanged, 2)], {
    strides: inputDilation,
    padding: back,
    inputDilation: strides,
    kernelDilation,
    groups,
  });
}

/** The gradient with respect to the kernels: channels are the examples, examples the channels, strides and dilation of the kernel exchanged. */
function kernelGradient(
  g: Tensor,
  x: Tensor,
  sizes: readonly number[],
  { strides, padding, inputDilation, kernelDilation, groups }: Convolving,
): Tensor {
  const inGroups = split(x, 1, groups);
  const examples = merge(inGroups.transpose([2, 1, 0, ...tail(inGroups, 3)]), 1);
  const over = padding.map(([low], i): [number, number] => [
    low,
    (sizes[i]! - 1) * kernelDilation[i]! + dilated(g.shape[i + 2]!, strides[i]!) - dilated(x.shape[i + 2]!, inputDilation[i]!) - low,
  ]);
  const cotangents = g.transpose([1, 0, ...tail(g, 2)]);
  const swapped = g.bind(convolution, [examples, cotangents], {
    strides: kernelDilation,
    padding: over,
    inputDilation,
    kernelDilation: strides,
    groups,
  });
  return swapped.transpose([1, 0, ...tail(swapped, 2)]);
}

/** The size with dilation − 1 zeros between neighbours. */
export const dilated = (size: number, dilation: number): number => (size === 0 ? 0 : (size - 1) * dilation + 1);

function outputSizes(sizes: Shape, kernel: Shape, { strides, padding, inputDilation, kernelDilation }: Convolving): number[] {
  return sizes.map((size, i) =>
    windowCount(dilated(size, inputDilation[i]!) + padding[i]![0] + padding[i]![1], dilated(kernel[i]!, kernelDilation[i]!), strides[i]!),
  );
}

/** For every example and group one matrix product: the kernels, times what each of their taps reads for every output. */
function convolve(x: ArrayData, w: ArrayData, convolving: Convolving, output: ArrayData): ArrayData {
  const { groups } = convolving;
  const [examples, channels, inputs] = [x.shape[0]!, x.shape[1]!, sizeOf(x.shape.slice(2))];
  const [rows, outputs, perGroup] = [w.shape[0]! / groups, sizeOf(output.shape.slice(2)), w.shape[1]!];
  const taps = spatialTaps(x.shape.slice(2), w.shape.slice(2), output.shape.slice(2), convolving);
  const depth = perGroup * taps.length;
  const columns = emptyArray(x.dtype, [depth, outputs]);
  for (let n = 0; n < examples; n++)
    for (let group = 0; group < groups; group++) {
      for (let c = 0; c < perGroup; c++) {
        const from = (n * channels + group * perGroup + c) * inputs;
        for (let k = 0; k < taps.length; k++) {
          const { reads, writes } = taps[k]!;
          const to = (c * taps.length + k) * outputs;
          for (let i = 0; i < reads.length; i++) columns.data[to + writes[i]!] = x.data[from + reads[i]!]!;
        }
      }
      const weights = { dtype: w.dtype, shape: [rows, depth], data: w.data.subarray(group * rows * depth, (group + 1) * rows * depth) };
      output.data.set(kernels.matmul(weights, columns).data, (n * groups + group) * rows * outputs);
    }
  return output;
}

function refuseUnfit(x: Shape, w: Shape, { strides, padding, inputDilation, kernelDilation, groups }: Convolving): void {
  const rank = x.length - 2;
  const operation = 'convolution';
  if (rank < 1 || w.length !== x.length)
    throw new ChainruleError('shape', `an input ${shapeText(x)} and kernels ${shapeText(w)}`, {
      operation,
      hint: 'the input is [examples, channels, …sizes], the kernels are [outputs, channels / groups, …sizes]',
    });
  if (
    [strides, padding, inputDilation, kernelDilation].some((list) => list.length !== rank) ||
    [...strides, ...inputDilation, ...kernelDilation].some((n) => !Number.isInteger(n) || n < 1) ||
    !padding.flat().every(Number.isInteger)
  )
    throw new ChainruleError(
      'argument',
      `strides ${shapeText(strides)}, padding ${JSON.stringify(padding)}, dilation ${shapeText(kernelDilation)} for ${rank} spatial axes`,
      { operation, hint: 'one positive integer for each spatial axis; the padding a pair of integers' },
    );
  if (!Number.isInteger(groups) || groups < 1 || x[1] !== w[1]! * groups || w[0]! % groups !== 0)
    throw new ChainruleError(
      'shape',
      `an input ${shapeText(x)} with ${x[1]!} channels and kernels ${shapeText(w)} in ${groups} group${groups === 1 ? '' : 's'} do not fit`,
      {
        operation,
        hint: `axis 1 of the kernels times groups (${w[1]! * groups}) must be the input's channels, and axis 0 divisible by groups`,
      },
    );
}

/** The axes from one on, as they are. */
const tail = ({ shape }: Tensor, from: number): number[] => shape.map((_, axis) => axis).slice(from);

/** Two neighbouring axes as one. */
const merge = (x: Tensor, axis: number): Tensor =>
  x.reshape([...x.shape.slice(0, axis), x.shape[axis]! * x.shape[axis + 1]!, ...x.shape.slice(axis + 2)]);

/** One axis as two, the first of the given size. */
const split = (x: Tensor, axis: number, size: number): Tensor =>
  x.reshape([...x.shape.slice(0, axis), size, x.shape[axis]! / size, ...x.shape.slice(axis + 1)]);

const reversed = (x: Tensor, from: number): Tensor =>
  x.bind(slice, [x], {
    starts: x.shape.map((n, i) => (i < from ? 0 : n - 1)),
    steps: x.shape.map((_, i) => (i < from ? 1 : -1)),
    counts: x.shape,
  });
