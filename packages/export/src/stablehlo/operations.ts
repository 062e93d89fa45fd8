import { hashText, sizeOf, type DType, type Shape } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { lowerFormula } from '../formula/lower-formula.js';
import { parametersOf, type Convolving, type Reduction, type Running } from '../instruction.js';
import { refused, refusedFactorisations, type OperationTable } from '../operation-table.js';
import { refuse } from '../refusal.js';
import { hloFormulas } from './elementwise.js';
import { axesText, type Hlo, type Value } from './hlo.js';
import { addRows, alikeBut, take } from './indexing.js';
import { argExtreme, argsort, firstEqual, windowArgmax } from './ordering.js';
import { keyWords, threefry } from './threefry.js';
import { bound, countable, type Emitter, type Writing } from './writing.js';

const reduction =
  (name: (reduction: Reduction) => string, first: (dtype: DType, reduction: Reduction) => number): Emitter =>
  (writing) => {
    const x = countable(writing);
    const parameters = parametersOf<Reduction>(writing);
    const reduced = writing.hlo.reduce(x, name(parameters), first(x.dtype, parameters), parameters.axes);
    return writing.hlo.reshape(reduced, writing.output.shape);
  };

const matmul: Emitter = ({ hlo, inputs: [a, b], output }) => {
  let [x, y] = [a!, b!];
  const lead = output.shape.slice(0, -2);
  if (y.shape.length > 2) {
    x = hlo.broadcast(x, [...lead, ...x.shape.slice(-2)]);
    y = hlo.broadcast(y, [...lead, ...y.shape.slice(-2)]);
  }
  const batch = y.shape.length > 2 ? lead.map((_, axis) => axis) : [];
  const batching = batch.length > 0 ? `batching_dims = ${axesText(batch)} x ${axesText(batch)}, ` : '';
  const contracting = `contracting_dims = [${x.shape.length - 1}] x [${y.shape.length - 2}]`;
  return hlo.op(`stablehlo.dot_general ${x.name}, ${y.name}, ${batching}${contracting}, precision = [HIGHEST, HIGHEST]`, [x, y], output);
};

const backwards = (steps: readonly number[]): number[] => steps.flatMap((step, axis) => (step < 0 ? [axis] : []));

const slice: Emitter = (writing) => {
  const { hlo, inputs } = writing;
  const { starts, steps, counts } = parametersOf<{ starts: number[]; steps: number[]; counts: number[] }>(writing);
  const from = starts.map((start, axis) => (steps[axis]! < 0 && counts[axis]! > 0 ? start + (counts[axis]! - 1) * steps[axis]! : start));
  const to = from.map((start, axis) => (counts[axis] === 0 ? start : start + (counts[axis]! - 1) * Math.abs(steps[axis]!) + 1));
  return hlo.reverse(hlo.slice(inputs[0]!, from, to, steps.map(Math.abs)), backwards(steps));
};

const embed: Emitter = (writing) => {
  const { hlo, inputs, output } = writing;
  const { starts, steps } = parametersOf<{ starts: number[]; steps: number[] }>(writing);
  const x = hlo.reverse(inputs[0]!, backwards(steps));
  if (sizeOf(x.shape) === 0) return hlo.full(0, output);
  const low = starts.map((start, axis) => (steps[axis]! < 0 ? start + (x.shape[axis]! - 1) * steps[axis]! : start));
  const gaps = steps.map((step) => Math.abs(step) - 1);
  const high = low.map((start, axis) => output.shape[axis]! - start - (x.shape[axis]! - 1) * (gaps[axis]! + 1) - 1);
  const zero = hlo.full(0, { dtype: x.dtype, shape: [] });
  return hlo.op(
    `stablehlo.pad ${x.name}, ${zero.name}, low = ${axesText(low)}, high = ${axesText(high)}, interior = ${axesText(gaps)}`,
    [x, zero],
    output,
  );
};

const convolution: Emitter = (writing) => {
  const { hlo, inputs, output } = writing;
  const [x, w] = inputs as [Value, Value];
  const { strides, padding, inputDilation, kernelDilation, groups } = parametersOf<Convolving>(writing);
  const spatial = strides.map((_, i) => i).join(', ');
  const pads = `[${padding.map(axesText).join(', ')}]`;
  const window = `stride = ${axesText(strides)}, pad = ${pads}, lhs_dilate = ${axesText(inputDilation)}, rhs_dilate = ${axesText(kernelDilation)}`;
  const text = `stablehlo.convolution(${x.name}, ${w.name}) dim_numbers = [b, f, ${spatial}]x[o, i, ${spatial}]->[b, f, ${spatial}], window = {${window}} {batch_group_count = 1 : i64, feature_group_count = ${groups} : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]}`;
  return hlo.op(text, [x, w], output);
};

const running =
  (name: string, first: number): Emitter =>
  (writing) => {
    const { axis, reverse } = parametersOf<Running>(writing);
    const x = countable(writing);
    const n = x.shape[axis]!;
    const pads = x.shape.map((_, i) => (i !== axis ? [0, 0] : reverse ? [0, n - 1] : [n - 1, 0]));
    return writing.hlo.reduceWindow(
      x,
      name,
      first,
      x.shape.map((_, i) => (i === axis ? n : 1)),
      pads,
    );
  };

/** The starts of a block along every axis, as scalars. */
function blockStarts({ hlo, instruction }: Writing, start: Value, rank: number): Value[] {
  if ((instruction.parameters as { batch?: number }).batch)
    refuse('StableHLO', instruction, 'its blocks begin at a place of their own for every example');
  const scalar = { dtype: start.dtype, shape: [] };
  return Array.from({ length: rank }, (_, axis) =>
    axis < start.shape[0]! ? hlo.reshape(hlo.slice(start, [axis], [axis + 1], [1]), []) : hlo.full(0, scalar),
  );
}

const word = (hlo: Hlo, value: number, shape: Shape): Value => hlo.full(value, { dtype: 'uint32', shape });
/** Two words beside each other along a new last axis. */
const pair = (hlo: Hlo, [a, b]: [Value, Value]): Value =>
  hlo.concatenate([hlo.reshape(a, [...a.shape, 1]), hlo.reshape(b, [...b.shape, 1])], a.shape.length);

/** `count` words from every key. */
function randomWords(hlo: Hlo, keys: Value, count: number): Value {
  const shape = [...keys.shape.slice(0, -1), Math.ceil(count / 2)];
  const [k0, k1] = keyWords(hlo, keys, shape);
  const words = pair(hlo, threefry(hlo, k0, k1, hlo.iota(shape.length - 1, { dtype: 'uint32', shape }), word(hlo, 0, shape)));
  const flat = hlo.reshape(words, [...shape.slice(0, -1), shape.at(-1)! * 2]);
  const ends = flat.shape.with(-1, count);
  return hlo.slice(
    flat,
    ends.map(() => 0),
    ends,
    ends.map(() => 1),
  );
}

/** Every operation in StableHLO. */
export const hloOperations: OperationTable<Emitter> = /* @__PURE__ */ (() => ({
  formula: ({ hlo, instruction, program, inputs, output }) =>
    lowerFormula(
      hloFormulas(hlo, output.shape),
      instruction,
      program,
      inputs.map((x) => hlo.broadcast(x, output.shape)),
    ),
  matmul,
  sum: reduction(
    () => 'add',
    () => 0,
  ),
  extreme: reduction(
    ({ which }) => `${which}imum`,
    (dtype, { which }) => bound(dtype, which),
  ),
  product: reduction(
    () => 'multiply',
    () => 1,
  ),
  firstEqual,
  broadcast: ({ hlo, inputs: [x], output }) => hlo.broadcast(x!, output.shape),
  reshape: ({ hlo, inputs: [x], output }) => hlo.reshape(x!, output.shape),
  transpose: (writing) => writing.hlo.transpose(writing.inputs[0]!, parametersOf<{ axes: number[] }>(writing).axes),
  slice,
  embed,
  concatenate: (writing) => writing.hlo.concatenate(writing.inputs, parametersOf<Running>(writing).axis),
  cast: ({ hlo, inputs: [x], output }) => hlo.convert(x!, output.dtype),
  take,
  addRows,
  takeAlong: (writing) => {
    const { axis } = parametersOf<Running>(writing);
    const [x, indices] = alikeBut(writing.hlo, axis, writing.output.shape, ...writing.inputs) as [Value, Value];
    return writing.hlo.gatherAlong(x, indices, x.shape.length + axis);
  },
  addAlong: (writing) => {
    const { axis } = parametersOf<Running>(writing);
    const [g, indices] = alikeBut(writing.hlo, axis, writing.output.shape, ...writing.inputs) as [Value, Value];
    return writing.hlo.scatterAlong(writing.hlo.full(0, writing.output), indices, g, g.shape.length + axis, 'add');
  },
  oneHot: ({ hlo, inputs: [indices], output }) => {
    const type = { dtype: indices!.dtype, shape: output.shape };
    const at = hlo.inAxes(
      indices!,
      output.shape,
      indices!.shape.map((_, axis) => axis),
    );
    return hlo.convert(hlo.compare('EQ', at, hlo.iota(output.shape.length - 1, type)), output.dtype);
  },
  lastWriter: ({ hlo, inputs: [indices], output }) => {
    const axis = output.shape.length - 1;
    return hlo.scatterAlong(hlo.full(-1, output), indices!, hlo.iota(axis, { dtype: 'int32', shape: indices!.shape }), axis, 'maximum');
  },
  convolution,
  windowArgmax,
  cumulativeSum: running('add', 0),
  cumulativeProduct: running('multiply', 1),
  recurrence: refused('it runs element by element'),
  argsort,
  argExtreme,
  dynamicSlice: (writing) => {
    const {
      hlo,
      inputs: [x, start],
      output,
    } = writing;
    const starts = blockStarts(writing, start!, x!.shape.length);
    const names = starts.map(({ name }) => name).join(', ');
    return hlo.op(`stablehlo.dynamic_slice ${x!.name}, ${names}, sizes = ${axesText(output.shape)}`, [x!, ...starts], output);
  },
  dynamicUpdateSlice: (writing) => {
    const {
      hlo,
      inputs: [x, update, start],
      output,
    } = writing;
    const starts = blockStarts(writing, start!, x!.shape.length);
    const names = [x!, update!, ...starts].map(({ name }) => name).join(', ');
    return hlo.op(`stablehlo.dynamic_update_slice ${names}`, [x!, update!, ...starts], output);
  },
  randomBits: (writing) => randomWords(writing.hlo, writing.inputs[0]!, parametersOf<{ count: number }>(writing).count),
  randomNormal: (writing) => {
    const {
      hlo,
      inputs: [keys],
      output,
    } = writing;
    const { count } = parametersOf<{ count: number }>(writing);
    const words = hlo.convert(hlo.reshape(randomWords(hlo, keys!, 2 * count), [...output.shape, 2]), 'float64');
    const wide: Type = { dtype: 'float64', shape: output.shape };
    const [a, b] = [0, 1].map((at) => {
      const starts = [...output.shape.map(() => 0), at];
      return hlo.reshape(
        hlo.slice(
          words,
          starts,
          [...output.shape, at + 1],
          starts.map(() => 1),
        ),
        output.shape,
      );
    }) as [Value, Value];
    const u = hlo.each('multiply', hlo.each('add', a, hlo.full(1, wide)), hlo.full(2 ** -32, wide));
    const radius = hlo.each('sqrt', hlo.each('multiply', hlo.full(-2, wide), hlo.each('log', u)));
    const turn = hlo.each('cosine', hlo.each('multiply', b, hlo.full(2 * Math.PI * 2 ** -32, wide)));
    return hlo.convert(hlo.each('multiply', radius, turn), output.dtype);
  },
  splitKeys: ({ hlo, inputs: [keys], output }) => {
    const shape = output.shape.slice(0, -1);
    const [k0, k1] = keyWords(hlo, keys!, shape);
    return pair(hlo, threefry(hlo, k0, k1, hlo.iota(shape.length - 1, { dtype: 'uint32', shape }), word(hlo, 1, shape)));
  },
  foldInKeys: (writing) => {
    const {
      hlo,
      inputs: [keys, places],
      output,
    } = writing;
    const { place } = parametersOf<{ place?: number | string }>(writing);
    const shape = output.shape.slice(0, -1);
    const own = hlo.broadcast(keys!, output.shape);
    const [k0, k1] = keyWords(hlo, own, shape);
    if (places !== undefined) {
      const at = hlo.reshape(hlo.broadcast(places, [...shape, 1]), shape);
      // Negative places have all bits of their upper word set.
      const high = hlo.select(hlo.compare('LT', at, hlo.full(0, at)), word(hlo, (-4 + 2) >>> 0, shape), word(hlo, 2, shape));
      return pair(hlo, threefry(hlo, k0, k1, hlo.convert(at, 'uint32'), high));
    }
    const [low, high] = typeof place === 'string' ? [hashText(place), 3] : [place!, Math.floor(place! / 2 ** 32) * 4 + 2];
    return pair(hlo, threefry(hlo, k0, k1, word(hlo, low >>> 0, shape), word(hlo, high >>> 0, shape)));
  },
  ...refusedFactorisations('StableHLO has no such factorisation, or leaves a part of it undefined'),
  fourier: refused('its complex numbers are held as pairs'),
  while: refused('how often it runs is not known beforehand'),
}))();
