import { hashText, type DType } from '@chainrule/core';
import type { Instruction, Program, Type } from '@chainrule/program';
import { lowerFormula } from '../formula/lower-formula.js';
import { parametersOf, type Convolving, type Pooling, type Reduction, type Running } from '../instruction.js';
import { refused, type OperationTable } from '../operation-table.js';
import { atom, compound, list, operand, tuple, type Code } from './code.js';
import { torchFormulas, torchTypes } from './elementwise.js';

/** An instruction about to be written in Python. */
export interface Writing {
  readonly instruction: Instruction;
  readonly program: Pick<Program, 'types'>;
  readonly inputs: readonly Code[];
  readonly types: readonly Type[];
  readonly output: Type;
  /** The result's sizes, those with the examples in them as multiples of `n`. */
  readonly sizes: readonly string[];
  /** The axis that the examples of this process are in, if any. */
  readonly examples: number | undefined;
  /** Makes sure that a helper is there, and gives its name. */
  helper(name: string): string;
}
export type Emitter = (writing: Writing) => Code;

/** A call of a function of ours. */
const helped = (writing: Writing, name: string, ...args: readonly (string | number)[]): Code =>
  atom(`${writing.helper(name)}(${[...writing.inputs.map(({ text }) => text), ...args].join(', ')})`);
const method = (writing: Writing, text: string): Code => atom(`${operand(writing.inputs[0]!)}.${text}`);
const truth = (value: boolean): string => (value ? 'True' : 'False');

/** Truth values are counted and compared as integers. */
const countable = (writing: Writing): string => `${operand(writing.inputs[0]!)}${writing.types[0]!.dtype === 'bool' ? '.int()' : ''}`;

const reduction =
  (name: (reduction: Reduction) => string): Emitter =>
  (writing) => {
    const parameters = parametersOf<Reduction>(writing);
    const { axes, keepDims } = parameters;
    if (axes.length === 0) return atom(countable(writing));
    const type = name(parameters) === 'sum' && writing.output.dtype.startsWith('int') ? ', dtype=torch.int32' : '';
    return atom(`${countable(writing)}.${name(parameters)}(${tuple(axes)}${keepDims ? ', keepdim=True' : ''}${type})`);
  };

const running =
  (name: string): Emitter =>
  (writing) => {
    const { axis, reverse } = parametersOf<Running>(writing);
    const type = writing.output.dtype.startsWith('int') ? ', dtype=torch.int32' : '';
    return atom(
      reverse
        ? `${countable(writing)}.flip(${axis}).${name}(${axis}${type}).flip(${axis})`
        : `${countable(writing)}.${name}(${axis}${type})`,
    );
  };

const pairs = (padding: Convolving['padding']): string => list(padding.map((pair) => tuple(pair)));

/** A slice in Python's own notation where steps go forward. */
const sliced: Emitter = (writing) => {
  const { starts, steps, counts } = parametersOf<{ starts: number[]; steps: number[]; counts: number[] }>(writing);
  const { shape } = writing.types[0]!;
  const all = (axis: number): boolean =>
    axis === writing.examples || (starts[axis] === 0 && steps[axis] === 1 && counts[axis] === shape[axis]);
  if (steps.some((step) => step < 0))
    return helped(writing, 'spaced', list(starts), list(steps), list(counts.map((count, axis) => (all(axis) ? 'None' : count))));
  const parts = shape.map((_, axis) => {
    const [start, step, count] = [starts[axis]!, steps[axis]!, counts[axis]!];
    return all(axis) ? ':' : `${start}:${count === 0 ? start : start + (count - 1) * step + 1}${step === 1 ? '' : `:${step}`}`;
  });
  while (parts.at(-1) === ':') parts.pop();
  return parts.length === 0 ? writing.inputs[0]! : atom(`${operand(writing.inputs[0]!)}[${parts.join(', ')}]`);
};

const converted = ({ inputs, types, output: { dtype } }: Writing): Code =>
  dtype === 'bool' && types[0]!.dtype !== 'bool'
    ? compound(`${operand(inputs[0]!)} != 0`)
    : atom(`${operand(inputs[0]!)}.to(${torchTypes[dtype]})`);

const batchArgument = (writing: Writing): (string | number)[] => {
  const { batch = 0 } = parametersOf<{ batch?: number }>(writing);
  return batch === 0 ? [] : [`batch=${batch}`];
};
const signs = /* @__PURE__ */ refused('the signs of the vectors are a convention that engines do not share');
const pivots = /* @__PURE__ */ refused('its factors are in a layout of our own');

/** Every operation in PyTorch. */
export const torchOperations: OperationTable<Emitter> = /* @__PURE__ */ (() => ({
  formula: ({ instruction, program, inputs }) => lowerFormula(torchFormulas, instruction, program as Program, inputs),
  matmul: ({ inputs: [a, b] }) => compound(`${operand(a!)} @ ${operand(b!)}`),
  sum: reduction(() => 'sum'),
  extreme: reduction(({ which }) => `a${which}`),
  product: (writing) => {
    const { axes, keepDims } = parametersOf<Reduction>(writing);
    const products = axes.toSorted((a, b) => b - a).map((axis) => `.prod(${axis}${keepDims ? ', keepdim=True' : ''})`);
    return atom(`${countable(writing)}${products.join('')}`);
  },
  firstEqual: (writing) => helped(writing, 'first_equal', tuple(parametersOf<Reduction>(writing).axes)),
  broadcast: (writing) => method(writing, `expand(${writing.sizes.join(', ')})`),
  reshape: (writing) => method(writing, writing.sizes.length === 0 ? 'reshape(())' : `reshape(${writing.sizes.join(', ')})`),
  transpose: (writing) => method(writing, `permute(${tuple(parametersOf<{ axes: number[] }>(writing).axes)})`),
  slice: sliced,
  embed: (writing) => {
    const { starts, steps } = parametersOf<{ starts: number[]; steps: number[] }>(writing);
    return helped(writing, 'embed', list(starts), list(steps), tuple(writing.sizes));
  },
  concatenate: (writing) => atom(`torch.cat(${list(writing.inputs.map(({ text }) => text))}, ${parametersOf<Running>(writing).axis})`),
  cast: converted,
  take: (writing) => {
    const { batch = 0 } = parametersOf<{ batch?: number }>(writing);
    return batch === 0
      ? atom(`${operand(writing.inputs[0]!)}[${operand(writing.inputs[1]!)}.long()]`)
      : helped(writing, 'take', ...batchArgument(writing));
  },
  addRows: (writing) => helped(writing, 'add_rows', parametersOf<{ rows: number }>(writing).rows, ...batchArgument(writing)),
  takeAlong: (writing) => helped(writing, 'take_along', parametersOf<Running>(writing).axis),
  addAlong: (writing) => {
    const { axis, size } = parametersOf<{ axis: number; size: number }>(writing);
    return helped(writing, 'add_along', axis, size);
  },
  oneHot: ({ inputs, output, instruction }) =>
    atom(
      `torch.nn.functional.one_hot(${operand(inputs[0]!)}.long(), ${(instruction.parameters as { depth: number }).depth}).to(${torchTypes[output.dtype]})`,
    ),
  lastWriter: (writing) => helped(writing, 'last_writer', parametersOf<{ rows: number }>(writing).rows),
  convolution: (writing) => {
    const { strides, padding, inputDilation, kernelDilation, groups } = parametersOf<Convolving>(writing);
    return helped(writing, 'convolve', tuple(strides), pairs(padding), tuple(inputDilation), tuple(kernelDilation), groups);
  },
  windowArgmax: (writing) => {
    const { window, strides, padding, dilation } = parametersOf<Pooling>(writing);
    return helped(writing, 'window_argmax', tuple(window), tuple(strides), pairs(padding), tuple(dilation));
  },
  cumulativeSum: running('cumsum'),
  cumulativeProduct: running('cumprod'),
  recurrence: (writing) => {
    const { axis, reverse } = parametersOf<Running>(writing);
    return helped(writing, 'recurrence', axis, truth(reverse));
  },
  argsort: (writing) => {
    const { axis, descending } = parametersOf<{ axis: number; descending: boolean }>(writing);
    const x = countable(writing);
    // Turned round by the sign, so that not-a-number comes last both ways.
    return atom(`${descending ? `(-${x})` : x}.argsort(stable=True, dim=${axis}).int()`);
  },
  argExtreme: (writing) => {
    const { axis, which } = parametersOf<{ axis: number; which: string }>(writing);
    return atom(`${countable(writing)}.arg${which}(${axis}).int()`);
  },
  dynamicSlice: (writing) => {
    const { sizes, batch = 0 } = parametersOf<{ sizes: number[]; batch?: number }>(writing);
    return batch === 0 ? helped(writing, 'dynamic_slice', list(sizes)) : perExample(writing, sizes);
  },
  dynamicUpdateSlice: (writing) => {
    const { batch = 0 } = parametersOf<{ batch?: number }>(writing);
    return batch === 0 ? helped(writing, 'dynamic_update_slice') : perExample(writing);
  },
  randomBits: (writing) => helped(writing, 'random_bits', parametersOf<{ count: number }>(writing).count),
  randomNormal: (writing) => {
    const { count, dtype } = parametersOf<{ count: number; dtype: DType }>(writing);
    return atom(`${helped(writing, 'random_normal', count).text}.to(${torchTypes[dtype]})`);
  },
  splitKeys: (writing) => helped(writing, 'split_keys', parametersOf<{ count: number }>(writing).count),
  foldInKeys: (writing) => {
    const { place } = parametersOf<{ place?: number | string }>(writing);
    if (place === undefined) return helped(writing, 'fold_in');
    return typeof place === 'number'
      ? helped(writing, 'fold_in', `[${place}]`)
      : // A name is folded in by its hash, for a purpose of its own.
        atom(`torch.cat(${writing.helper('threefry')}(${writing.inputs[0]!.text}, ${hashText(place) >>> 0}, 3), -1)`);
  },
  cholesky: (writing) => atom(`torch.linalg.cholesky(${writing.inputs[0]!.text})`),
  triangle: refused('it is a part of factorisations, which are not written'),
  cofactors: refused('PyTorch has none'),
  determinant: pivots,
  logDeterminant: pivots,
  factorize: pivots,
  solveFactored: pivots,
  triangularSolve: refused('its options are in a layout of our own'),
  qr: signs,
  svd: signs,
  eigh: signs,
  fourier: (writing) => {
    const { sign } = parametersOf<{ sign: number }>(writing);
    const complex = `torch.view_as_complex(${writing.inputs[0]!.text}.contiguous())`;
    return atom(`torch.view_as_real(torch.fft.${sign === -1 ? `fft(${complex})` : `ifft(${complex}, norm="forward")`})`);
  },
  while: refused('how often it runs is not known beforehand'),
}))();

/** One block for every example of a batch, each at a place of its own. */
function perExample(writing: Writing, ...args: readonly number[][]): Code {
  const name = args.length > 0 ? 'dynamic_slice' : 'dynamic_update_slice';
  const { batch = 0 } = parametersOf<{ batch?: number }>(writing);
  const lead = tuple(writing.sizes.slice(0, batch));
  const parts = writing.inputs.map(({ text }, i) => {
    const { shape } = writing.types[i]!;
    return `${text}.expand(${[...writing.sizes.slice(0, batch), ...shape.slice(batch)].join(', ')}).flatten(0, ${batch - 1})`;
  });
  const call = `${writing.helper(name)}(*each${args.map((arg) => `, ${list(arg)}`).join('')})`;
  return atom(`torch.stack([${call} for each in zip(${parts.join(', ')})]).unflatten(0, ${lead})`);
}
