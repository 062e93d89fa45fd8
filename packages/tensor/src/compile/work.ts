import { bytesPerElement, ChainruleError, postOrder, sizeOf, type Shape } from '@chainrule/core';
import type { FormulaParameters, Instruction, Program } from '@chainrule/program';
import type { primitives } from '../primitives/table.js';
import type { Pooling } from '../primitives/windows.js';

/** What running a program once costs, whatever the numbers are. */
export interface Work {
  /** Additions, multiplications and other elementary operations; leading terms for factorisations. */
  readonly operations: number;
  /** Bytes that its instructions read and write, each by itself: an upper bound, since backends join some and caches hold some. */
  readonly bytes: number;
}

type Types = readonly { readonly shape: Shape }[];
type Count = (inputs: Types, outputs: Types, parameters: never) => number;

const first = ([type]: Types): number => sizeOf(type!.shape);
const none: Count = () => 0;
const each: Count = (_, outputs) => first(outputs);
const overInput: Count = (inputs) => first(inputs);
/** Square matrices, each for c·n³. */
const cubes =
  (c: number): Count =>
  ([type]) =>
    c * sizeOf(type!.shape) * (type!.shape.at(-1) ?? 1);

/** Elementary operations by primitive. Factorisations: Golub and Van Loan, "Matrix computations", section by section. */
const counts: Readonly<Record<keyof typeof primitives, Count>> = /* @__PURE__ */ (() => ({
  ...{ alias: none, barrier: none, broadcast: none, cast: none, concatenate: none, dynamicSlice: none, dynamicUpdateSlice: none },
  ...{ embed: none, lastWriter: none, oneHot: none, reshape: none, slice: none, stopGradient: none, take: none, takeAlong: none },
  ...{ transpose: none, triangle: none },
  ...{ foldInKeys: each, randomBits: each, randomNormal: each, splitKeys: each },
  ...{ addAlong: overInput, addRows: overInput, argExtreme: overInput, extreme: overInput, firstEqual: overInput },
  ...{ cumulativeProduct: overInput, cumulativeSum: overInput, product: overInput, sum: overInput },
  recurrence: (inputs) => 2 * first(inputs),
  formula: (_, outputs, { formula }: FormulaParameters) => postOrder(formula).filter(({ fn }) => fn).length * first(outputs),
  matmul: ([a], outputs) => 2 * first(outputs) * a!.shape.at(-1)!,
  convolution: ([, kernel], outputs) => (2 * first(outputs) * sizeOf(kernel!.shape)) / Math.max(1, kernel!.shape[0]!),
  windowArgmax: (_, outputs, { window }: Pooling) => first(outputs) * sizeOf(window),
  argsort: (inputs) => first(inputs) * Math.ceil(Math.log2(Math.max(2, inputs[0]!.shape.at(-1) ?? 1))),
  fourier: ([x]) => 2.5 * sizeOf(x!.shape) * Math.log2(Math.max(2, x!.shape.at(-2)!)),
  ...{ cholesky: cubes(1 / 3), determinant: cubes(2 / 3), factorize: cubes(2 / 3), logDeterminant: cubes(2 / 3) },
  ...{ cofactors: cubes(2), eigh: cubes(9), qr: cubes(8 / 3), svd: cubes(22) },
  solveFactored: ([a], outputs) => 2 * first(outputs) * a!.shape.at(-1)!,
  triangularSolve: ([a], outputs) => first(outputs) * a!.shape.at(-1)!,
}))();

/** What moves no numbers: another name, or another shape, of the same. */
const inPlace: ReadonlySet<string> = /* @__PURE__ */ new Set(['alias', 'barrier', 'reshape', 'stopGradient']);

/** A traced function within: of a scan, which repeats it, or of a checkpoint. */
type Inner = { readonly body?: { readonly program: Program }; readonly length?: number } | null;

/**
 * How many elementary operations a traced program makes, and how many bytes its instructions read and write.
 *
 * A product of `[m, k]` and `[k, n]` is 2·m·k·n operations, a formula as many for each element as it has functions, a reduction one for each element
 * of its input; what only moves numbers is none. A scan is its body as often as it is long.
 *
 * Throws `unsupported` for operations whose cost depends on the numbers (`cond`, `whileLoop`), or is not known.
 * Source: G. H. Golub and C. F. Van Loan, "Matrix computations" (2013), section 1.1.
 *
 * @example
 * ```ts
 * import { ones, trace, workOf, type Tensor } from '@chainrule/tensor';
 * const layer = trace((w: Tensor, x: Tensor) => x.matmul(w).tanh(), ones([8, 4]), ones([32, 8]));
 * workOf(layer).operations; // → 2176
 * ```
 */
export function workOf({ instructions, types }: Pick<Program, 'instructions' | 'types'>): Work {
  let [operations, bytes] = [0, 0];
  for (const instruction of instructions) {
    const [inputs, outputs] = [instruction.inputs, instruction.outputs].map((registers) => registers.map((at) => types[at]!));
    const inner = instruction.parameters as Inner;
    if (inner?.body) {
      const work = workOf(inner.body.program);
      operations += work.operations * (inner.length ?? 1);
      bytes += work.bytes * (inner.length ?? 1);
    } else {
      operations += countOf(instruction)(inputs!, outputs!, instruction.parameters as never);
      if (!inPlace.has(instruction.operation))
        bytes += [...inputs!, ...outputs!].reduce((sum, { dtype, shape }) => sum + bytesPerElement(dtype) * sizeOf(shape), 0);
    }
  }
  return { operations: Math.round(operations), bytes };
}

function countOf({ operation }: Instruction): Count {
  if (Object.hasOwn(counts, operation)) return counts[operation as keyof typeof counts];
  throw new ChainruleError('unsupported', `what ${operation} costs is not known before it runs`, {
    operation: 'workOf',
    hint: 'trace a part without it',
  });
}
