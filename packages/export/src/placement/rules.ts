import { parametersOf, type Reduction } from '../instruction.js';
import type { Shape } from '@chainrule/core';
import type { Instruction, Type } from '@chainrule/program';
import { partial, split, type Placement, type Split } from './placement.js';

/** An instruction whose inputs are each whole or split; some input is split. */
export interface Placed {
  readonly instruction: Instruction;
  readonly inputs: readonly Placement[];
  readonly types: readonly Type[];
  readonly output: Type;
  /** How many examples there are in all. */
  readonly size: number;
}

/** Where the result is, and which whole inputs are needed only in part, along which axis. `undefined`: the examples would meet. */
export interface Outcome {
  readonly output: Placement;
  readonly own?: ReadonlyMap<number, number>;
}
type Rule = (placed: Placed) => Outcome | undefined;

const isSplit = (placement: Placement | undefined): placement is Split => placement?.kind === 'split';
const follow = (output: Placement): Outcome => ({ output });

/** The splits of the inputs as axes counted from the end of the result's shape, which must be one and the same. */
function aligned({ inputs, types, output }: Placed, rank = output.shape.length): { fromEnd: number; outer: number } | undefined {
  const found = inputs.flatMap((placement, i) =>
    isSplit(placement) ? [{ fromEnd: types[i]!.shape.length - placement.axis, outer: placement.outer }] : [],
  );
  const [first] = found;
  if (first === undefined || first.fromEnd > rank) return undefined;
  return found.every(({ fromEnd, outer }) => fromEnd === first.fromEnd && outer === first.outer) ? first : undefined;
}

/** The axes of whole inputs that meet a split one: their process's part is needed of them, except where they are stretched. */
function ownParts({ inputs, types }: Placed, fromEnd: number): ReadonlyMap<number, number> {
  return new Map(
    inputs.flatMap((placement, i): [number, number][] => {
      const axis = types[i]!.shape.length - fromEnd;
      return isSplit(placement) || axis < 0 || types[i]!.shape[axis] === 1 ? [] : [[i, axis]];
    }),
  );
}

/** Inputs that broadcast: the result is split as they are. */
const elementwise: Rule = (placed) => {
  const found = aligned(placed);
  if (found === undefined) return undefined;
  const own = ownParts(placed, found.fromEnd);
  if (found.outer !== 1 && own.size > 0) return undefined;
  return { output: split(placed.output.shape.length - found.fromEnd, found.outer), own };
};

/** The same along all axes but some, in which the examples must not lie. */
const except =
  (axesOf: (placed: Placed) => readonly number[]): Rule =>
  (placed) => {
    const rank = placed.types[0]!.shape.length;
    const [first] = placed.inputs;
    if (isSplit(first) && axesOf(placed).some((axis) => (axis + rank) % rank === first.axis)) return undefined;
    return elementwise(placed);
  };

/** Reductions: along the examples a sum is partial, anything else has to know them all. */
const reduction =
  (along: Placement | undefined): Rule =>
  (placed) => {
    const { axes, keepDims } = parametersOf<Reduction>(placed);
    const at = placed.inputs[0] as Split;
    if (axes.includes(at.axis)) return along && follow(along);
    return follow(split(keepDims ? at.axis : at.axis - axes.filter((axis) => axis < at.axis).length, at.outer));
  };

const product = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);

/** Where the examples are after a reshape: as many elements before them as before. */
const reshaped: Rule = ({ inputs, types, output, size }) => {
  const { axis, outer } = inputs[0] as Split;
  const before = product(types[0]!.shape.slice(0, axis)) * outer;
  for (let to = 0, passed = 1; to < output.shape.length; passed *= output.shape[to]!, to++) {
    const through = passed * output.shape[to]!;
    if (before % passed === 0 && through % (before * size) === 0 && output.shape[to]! > 1) return follow(split(to, before / passed));
  }
  return undefined;
};

/** A matrix product: contracted along the examples it is partial. */
const matmul: Rule = (placed) => {
  const [a, b] = placed.inputs as [Placement, Placement];
  const [x, y] = placed.types as [Type, Type];
  const [rankA, rankB, rank] = [x.shape.length, y.shape.length, placed.output.shape.length];
  const contracted = (isSplit(a) && a.axis === rankA - 1) || (isSplit(b) && b.axis === rankB - 2);
  if (contracted) {
    const outer = isSplit(a) ? a.outer : (b as Split).outer;
    if (isSplit(a) && isSplit(b)) return a.axis === rankA - 1 && b.axis === rankB - 2 && a.outer === b.outer ? follow(partial) : undefined;
    if (outer !== 1) return undefined;
    return { output: partial, own: new Map([isSplit(a) ? [1, rankB - 2] : [0, rankA - 1]]) };
  }
  if (isSplit(a) && a.axis === rankA - 2) return isSplit(b) ? undefined : follow(split(rank - 2, a.outer));
  if (isSplit(b) && b.axis === rankB - 1) return isSplit(a) ? undefined : follow(split(rank - 1, b.outer));
  return elementwise(placed);
};

/** A convolution: examples beside each other, or contracted as the channels of a kernel's gradient. */
const convolution: Rule = ({ inputs: [x, w] }) => {
  if (isSplit(x) && x.axis === 0 && !isSplit(w)) return follow(split(0, x.outer));
  if (isSplit(x) && x.axis === 1 && isSplit(w) && w.axis === 1 && w.outer === 1) return follow(partial);
  return undefined;
};

const concatenated: Rule = (placed) => {
  const { axis } = parametersOf<{ axis: number }>(placed);
  return placed.inputs.some((placement) => isSplit(placement) && placement.axis === axis) ? undefined : elementwise(placed);
};

/** A slice, or its adjoint, that leaves the examples' axis as it is. */
const sliced: Rule = ({ inputs, types, output, instruction }) => {
  const at = inputs[0] as Split;
  const { starts, steps } = instruction.parameters as { starts: readonly number[]; steps: readonly number[] };
  const all = starts[at.axis] === 0 && steps[at.axis] === 1 && types[0]!.shape[at.axis] === output.shape[at.axis];
  return all ? follow(at) : undefined;
};

const transposed: Rule = (placed) => {
  const { axes } = parametersOf<{ axes: readonly number[] }>(placed);
  const at = placed.inputs[0] as Split;
  return follow(split(axes.indexOf(at.axis), at.outer));
};

/** Rows that indices name: the result is split as the indices are, or as the rows are beside them. */
const taken: Rule = (placed) => {
  const { batch = 0 } = parametersOf<{ batch?: number }>(placed);
  const [x, indices] = placed.inputs;
  const indexRank = placed.types[1]!.shape.length;
  if (batch > 0) return undefined;
  if (isSplit(indices)) return isSplit(x) ? undefined : follow(indices);
  const { axis, outer } = x as Split;
  return axis === 0 ? undefined : follow(split(axis + indexRank - 1, outer));
};

/** Rows added up where indices say: partial, when it is examples that are added. */
const rowsAdded: Rule = (placed) => {
  const { batch = 0 } = parametersOf<{ batch?: number }>(placed);
  const [g, indices] = placed.inputs;
  if (batch > 0) return undefined;
  const at = (isSplit(indices) ? indices : g) as Split;
  const rank = placed.types[1]!.shape.length;
  if (at.axis >= rank) return isSplit(indices) ? undefined : follow(split(at.axis - rank + 1, at.outer));
  if (isSplit(g) && isSplit(indices)) return g.axis === indices.axis && g.outer === indices.outer ? follow(partial) : undefined;
  return at.outer === 1 ? { output: partial, own: new Map([[isSplit(g) ? 1 : 0, at.axis]]) } : undefined;
};

/** Elements taken along an axis, counted from the end; along the examples' own axis only the indices may be split. */
const takenAlong: Rule = (placed) => {
  const { axis } = parametersOf<{ axis: number }>(placed);
  const found = aligned(placed);
  if (found === undefined) return undefined;
  if (found.fromEnd !== -axis) return elementwise(placed);
  return isSplit(placed.inputs[0]) ? undefined : follow(split(placed.output.shape.length + axis, found.outer));
};
const addedAlong: Rule = (placed) => {
  const { axis } = parametersOf<{ axis: number }>(placed);
  const found = aligned(placed);
  if (found === undefined) return undefined;
  if (found.fromEnd !== -axis) return elementwise(placed);
  return found.outer === 1 ? { output: partial, own: ownParts(placed, found.fromEnd) } : undefined;
};

/** One axis that the operation runs along. */
const alongAxis: Rule = /* @__PURE__ */ except((placed) => [parametersOf<{ axis: number }>(placed).axis]);
/** Matrices or lines in the last axes, examples before them. */
const lastAxes = (count: number): Rule => except(() => Array.from({ length: count }, (_, i) => -1 - i));

/** How an operation with split inputs goes on, by name. Operations that are not here need all examples at once. */
export const rules: Readonly<Record<string, Rule | undefined>> = /* @__PURE__ */ (() => ({
  addAlong: addedAlong,
  addRows: rowsAdded,
  argExtreme: (placed) =>
    reduction(undefined)({
      ...placed,
      instruction: { ...placed.instruction, parameters: { axes: [parametersOf<{ axis: number }>(placed).axis], keepDims: false } },
    }),
  argsort: alongAxis,
  broadcast: elementwise,
  cast: elementwise,
  cholesky: lastAxes(2),
  concatenate: concatenated,
  convolution,
  cumulativeProduct: alongAxis,
  cumulativeSum: alongAxis,
  embed: sliced,
  extreme: reduction(undefined),
  firstEqual: except((placed) => parametersOf<Reduction>(placed).axes),
  formula: elementwise,
  matmul,
  oneHot: ({ inputs }) => follow(inputs[0]!),
  product: reduction(undefined),
  recurrence: alongAxis,
  reshape: reshaped,
  slice: sliced,
  sum: reduction(partial),
  take: taken,
  takeAlong: takenAlong,
  transpose: transposed,
  triangle: lastAxes(2),
  windowArgmax: except((placed) => parametersOf<{ window: readonly number[] }>(placed).window.map((_, i) => -1 - i)),
}))();
