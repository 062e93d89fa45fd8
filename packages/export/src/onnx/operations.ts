import { emptyArray, hashText, reducedShape, sizeOf, type Shape } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { lowerFormula } from '../formula/lower-formula.js';
import { parametersOf, type Convolving, type Pooling, type Reduction, type Running } from '../instruction.js';
import { refused, refusedFactorisations, type OperationTable } from '../operation-table.js';
import { onnxFormulas } from './elementwise.js';
import type { Graph, Value } from './graph.js';
import { joined, pair, random, words } from './random.js';
import { threefry } from './threefry.js';
import { counting, type Emitter, type Writing } from './writing.js';

const countable = ({ graph, inputs: [x] }: Writing): Value => (x!.dtype === 'bool' ? graph.cast(x!, 'int32') : x!);

const reduction =
  (name: (reduction: Reduction) => string): Emitter =>
  (writing) => {
    const parameters = parametersOf<Reduction>(writing);
    const x = countable(writing);
    if (parameters.axes.length === 0) return x;
    const { graph, output } = writing;
    return graph.node(name(parameters), [x, graph.integers(parameters.axes)], output, { keepdims: parameters.keepDims ? 1 : 0 });
  };

const firstEqual: Emitter = (writing) => {
  const { graph, inputs } = writing;
  const { axes } = parametersOf<Reduction>(writing);
  const [x, y] = inputs as [Value, Value];
  const truth: Type = { dtype: 'bool', shape: x.shape };
  const type: Type = { dtype: 'int32', shape: x.shape };
  const hit = graph.node('Equal', [x, y], truth);
  const places = emptyArray(
    'int32',
    x.shape.map((n, axis) => (axes.includes(axis) ? n : 1)),
  );
  places.data.forEach((_, i) => (places.data[i] = i));
  const place = graph.constant(places);
  const candidates = graph.node('Where', [hit, place, graph.number(2 ** 31 - 1, 'int32')], type);
  const first = graph.node('ReduceMin', [candidates, graph.integers(axes)], { dtype: 'int32', shape: reducedShape(x.shape, axes, true) });
  const found = graph.node('Equal', [candidates, first], truth);
  return graph.cast(graph.node('And', [hit, found], truth), x.dtype);
};

const backwards = (steps: readonly number[]): number[] => steps.flatMap((step, axis) => (step < 0 ? [axis] : []));

const slice: Emitter = (writing) => {
  const { graph, inputs, output } = writing;
  const { starts, steps, counts } = parametersOf<{ starts: number[]; steps: number[]; counts: number[] }>(writing);
  if (starts.length === 0) return inputs[0]!;
  const from = starts.map((start, axis) => (steps[axis]! < 0 && counts[axis]! > 0 ? start + (counts[axis]! - 1) * steps[axis]! : start));
  const to = from.map((start, axis) => (counts[axis] === 0 ? start : start + (counts[axis]! - 1) * Math.abs(steps[axis]!) + 1));
  return graph.reverse(graph.slice(inputs[0]!, from, to, steps.map(Math.abs), output.shape), backwards(steps));
};

const embed: Emitter = (writing) => {
  const { graph, inputs, output } = writing;
  const { starts, steps } = parametersOf<{ starts: number[]; steps: number[] }>(writing);
  const x = graph.reverse(inputs[0]!, backwards(steps));
  if (sizeOf(x.shape) === 0) return graph.full(0, output);
  const low = starts.map((start, axis) => (steps[axis]! < 0 ? start + (x.shape[axis]! - 1) * steps[axis]! : start));
  const gaps = steps.map((step) => Math.abs(step) - 1);
  const high = low.map((start, axis) => output.shape[axis]! - start - (x.shape[axis]! - 1) * (gaps[axis]! + 1) - 1);
  return graph.pad(x, low, high, gaps);
};

/** A batch of tables as one, with indices to match. */
function merged(graph: Graph, rows: number, indices: Value, lead: Shape, batch: number): Value {
  const own = graph.expand(graph.places(indices), [...lead, ...indices.shape.slice(batch)]);
  const flat = graph.reshape(own, [sizeOf(lead), ...indices.shape.slice(batch)]);
  const offsets = emptyArray('uint32', [sizeOf(lead), ...indices.shape.slice(batch).map(() => 1)]);
  offsets.data.forEach((_, i) => (offsets.data[i] = i * rows));
  return graph.node('Add', [flat, graph.constant(offsets)], flat);
}

const take: Emitter = (writing) => {
  const { graph, inputs, output } = writing;
  const [x, indices] = inputs as [Value, Value];
  const { batch = 0 } = parametersOf<{ batch?: number }>(writing);
  if (batch === 0) return graph.node('Gather', [x, graph.places(indices)], output, { axis: 0 });
  const lead = output.shape.slice(0, batch);
  const [rows, ...inner] = x.shape.slice(batch) as [number, ...number[]];
  const tables = graph.reshape(graph.expand(x, [...lead, rows, ...inner]), [sizeOf(lead) * rows, ...inner]);
  const at = merged(graph, rows, indices, lead, batch);
  return graph.reshape(graph.node('Gather', [tables, at], { dtype: x.dtype, shape: [...at.shape, ...inner] }, { axis: 0 }), output.shape);
};

const addRows: Emitter = (writing) => {
  const { graph, inputs, output } = writing;
  const { rows, batch = 0 } = parametersOf<{ rows: number; batch?: number }>(writing);
  const [g, indices] = inputs as [Value, Value];
  const lead = output.shape.slice(0, batch);
  const inner = output.shape.slice(batch + 1);
  const at = batch === 0 ? graph.places(indices) : merged(graph, rows, indices, lead, batch);
  const updates = batch === 0 ? g : graph.reshape(graph.expand(g, [...lead, ...g.shape.slice(batch)]), [...at.shape, ...inner]);
  const into = graph.full(0, { dtype: output.dtype, shape: [sizeOf(lead) * rows, ...inner] });
  const places = graph.reshape(at, [...at.shape, 1]);
  return graph.reshape(graph.node('ScatterND', [into, places, updates], into, { reduction: 'add' }), output.shape);
};

/** Two values with as many axes, and alike but along one counted from the end. */
const alikeBut = (graph: Graph, axis: number, shape: Shape, ...values: readonly Value[]): Value[] =>
  values.map((value) => graph.expand(value, shape.with(axis, value.shape.at(axis)!)));

const convolution: Emitter = (writing) => {
  const { graph, inputs, output } = writing;
  const { strides, padding, inputDilation, kernelDilation, groups } = parametersOf<Convolving>(writing);
  const none = [0, 0];
  const [low, high] = [0, 1].map((side) => padding.map((pair) => pair[side]!)) as [number[], number[]];
  // Padding that cuts off, and gaps, come before: the operation itself has neither.
  const simple = inputDilation.every((n) => n === 1) && [...low, ...high].every((n) => n >= 0);
  const x = simple
    ? inputs[0]!
    : graph.pad(inputs[0]!, [...none, ...low], [...none, ...high], [...none, ...inputDilation.map((n) => n - 1)]);
  const pads = simple ? [...low, ...high] : strides.flatMap(() => none);
  return graph.node('Conv', [x, inputs[1]!], output, { strides, pads, dilations: kernelDilation, group: groups });
};

const windowArgmax: Emitter = (writing) => {
  const { graph, inputs, output } = writing;
  const { window, strides, padding, dilation } = parametersOf<Pooling>(writing);
  const x = inputs[0]!;
  const spatial = x.shape.slice(-window.length);
  const lead = sizeOf(x.shape.slice(0, -window.length));
  const images = graph.reshape(x, [lead, 1, ...spatial]);
  const shape = [lead, 1, ...output.shape.slice(-window.length)];
  const pads = [0, 1].flatMap((side) => padding.map((pair) => pair[side]!));
  const [, places] = graph.nodeWith(
    'MaxPool',
    [images],
    [
      { dtype: x.dtype, shape },
      { dtype: 'uint32', shape },
    ],
    { kernel_shape: window, strides, pads, dilations: dilation },
  ) as [Value, Value];
  // Counted over all images: what is left within one.
  const within = graph.node('Mod', [places, graph.number(sizeOf(spatial), 'uint32')], places);
  return graph.reshape(graph.cast(within, 'int32'), output.shape);
};

/** Every operation in ONNX. */
export const onnxOperations: OperationTable<Emitter> = /* @__PURE__ */ (() => ({
  formula: ({ graph, instruction, program, inputs, output }) =>
    graph.expand(lowerFormula(onnxFormulas(graph), instruction, program, inputs), output.shape),
  matmul: ({ graph, inputs, output }) => graph.node('MatMul', inputs, output),
  sum: reduction(() => 'ReduceSum'),
  extreme: reduction(({ which }) => (which === 'max' ? 'ReduceMax' : 'ReduceMin')),
  product: reduction(() => 'ReduceProd'),
  firstEqual,
  broadcast: ({ graph, inputs: [x], output }) => graph.expand(x!, output.shape),
  reshape: ({ graph, inputs: [x], output }) => graph.reshape(x!, output.shape),
  transpose: (writing) =>
    writing.graph.node('Transpose', writing.inputs, writing.output, { perm: parametersOf<{ axes: number[] }>(writing).axes }),
  slice,
  embed,
  concatenate: (writing) => writing.graph.node('Concat', writing.inputs, writing.output, { axis: parametersOf<Running>(writing).axis }),
  cast: ({ graph, inputs: [x], output }) => graph.cast(x!, output.dtype),
  take,
  addRows,
  takeAlong: (writing) => {
    const { axis } = parametersOf<Running>(writing);
    const [x, indices] = alikeBut(writing.graph, axis, writing.output.shape, ...writing.inputs) as [Value, Value];
    return writing.graph.node('GatherElements', [x, writing.graph.places(indices)], writing.output, { axis });
  },
  addAlong: (writing) => {
    const { graph, output } = writing;
    const { axis } = parametersOf<Running>(writing);
    const [g, indices] = alikeBut(graph, axis, output.shape, ...writing.inputs) as [Value, Value];
    return graph.node('ScatterElements', [graph.full(0, output), graph.places(indices), g], output, { axis, reduction: 'add' });
  },
  oneHot: ({ graph, inputs: [indices], output }) => {
    const axis = output.shape.length - 1;
    const column = graph.reshape(indices!, [...indices!.shape, 1]);
    const classes = counting(graph, indices!.dtype, output.shape, axis);
    return graph.cast(graph.node('Equal', [column, classes], { dtype: 'bool', shape: output.shape }), output.dtype);
  },
  lastWriter: ({ graph, inputs: [indices], output }) => {
    const axis = output.shape.length - 1;
    const order = graph.expand(counting(graph, 'int32', indices!.shape, axis), indices!.shape);
    return graph.node('ScatterElements', [graph.full(-1, output), graph.places(indices!), order], output, { axis, reduction: 'max' });
  },
  convolution,
  windowArgmax,
  cumulativeSum: (writing) => {
    const { graph, output } = writing;
    const { axis, reverse } = parametersOf<Running>(writing);
    return graph.node('CumSum', [countable(writing), graph.integers([axis])], output, { reverse: reverse ? 1 : 0 });
  },
  cumulativeProduct: refused('ONNX has no running product'),
  recurrence: refused('it runs element by element'),
  argsort: (writing) => {
    const { graph, output } = writing;
    const { axis, descending } = parametersOf<{ axis: number; descending: boolean }>(writing);
    const x = countable(writing);
    const sorted = { largest: descending ? 1 : 0, axis };
    const [, places] = graph.nodeWith('TopK', [x, graph.integers([x.shape[axis]!])], [x, { dtype: 'uint32', shape: x.shape }], sorted) as [
      Value,
      Value,
    ];
    return graph.cast(places, output.dtype);
  },
  argExtreme: (writing) => {
    const { axis, which } = parametersOf<{ axis: number; which: string }>(writing);
    const { graph, output } = writing;
    const type: Type = { dtype: 'uint32', shape: output.shape };
    return graph.cast(graph.node(which === 'max' ? 'ArgMax' : 'ArgMin', [countable(writing)], type, { axis, keepdims: 0 }), output.dtype);
  },
  dynamicSlice: refused('a block outside would be cut off there, and is an error here'),
  dynamicUpdateSlice: refused('a block outside would be cut off there, and is an error here'),
  randomBits: (writing) => random(writing, parametersOf<{ count: number }>(writing).count),
  randomNormal: (writing) => {
    const { graph, output } = writing;
    const { count } = parametersOf<{ count: number }>(writing);
    // Cosine is there in single precision alone.
    const single: Type = { dtype: 'float32', shape: [...output.shape, 1] };
    const both = graph.cast(graph.reshape(random(writing, 2 * count), [...output.shape, 2]), 'float32');
    const [a, b] = words(graph, both);
    const binary = (name: string, x: Value, number: number): Value => graph.node(name, [x, graph.number(number, 'float32')], single);
    const log = graph.node('Log', [binary('Mul', binary('Add', a, 1), 2 ** -32)], single);
    const radius = graph.node('Sqrt', [binary('Mul', log, -2)], single);
    const turn = graph.node('Cos', [binary('Mul', b, 2 * Math.PI * 2 ** -32)], single);
    return graph.cast(graph.reshape(graph.node('Mul', [radius, turn], single), output.shape), output.dtype);
  },
  splitKeys: (writing) => {
    const { graph, inputs, output } = writing;
    const shape = output.shape.slice(0, -1);
    const [k0, k1] = words(graph, inputs[0]!);
    const counter = counting(graph, 'uint32', shape, shape.length - 1);
    return pair(graph, threefry(graph, k0, k1, counter, graph.number(1, 'uint32')), shape);
  },
  foldInKeys: (writing) => {
    const { graph, inputs, output } = writing;
    const { place } = parametersOf<{ place?: number | string }>(writing);
    const [k0, k1] = words(graph, inputs[0]!);
    const number = (value: number): Value => graph.number(value >>> 0, 'uint32');
    if (place === undefined) {
      const at = graph.places(inputs[1]!);
      const low = graph.node('BitwiseAnd', [at, number(2 ** 32 - 1)], at);
      // Negative places have all bits of their upper word set.
      const negative = graph.node('Less', [at, number(0)], { dtype: 'bool', shape: at.shape });
      const high = graph.node('Where', [negative, number(-4 + 2), number(2)], at);
      return joined(graph, threefry(graph, k0, k1, low, high), output);
    }
    const [low, high] = typeof place === 'string' ? [hashText(place), 3] : [place, Math.floor(place / 2 ** 32) * 4 + 2];
    return joined(graph, threefry(graph, k0, k1, number(low), number(high)), output);
  },
  ...refusedFactorisations('ONNX has no such factorisation'),
  fourier: refused('its complex numbers are held as pairs'),
  while: refused('how often it runs is not known beforehand'),
}))();
