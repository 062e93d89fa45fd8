import { bytesPerElement, postOrder, sizeOf, stridesOf, type DType } from '@chainrule/core';
import { elementwise, type Definition, type Operand, type Pass } from '../kernels/elementwise.js';
import { reduction, type Reduction } from '../kernels/reduction.js';
import { coalesce } from '../kernels/view.js';
import type { Workshop } from './workshop.js';

/** What one element costs: numbers read and written, and functions applied. */
const workOf = (operands: readonly Operand[], definitions: readonly Definition[], results: number): number =>
  operands.length + results + definitions.reduce((sum, { expr }) => sum + postOrder(expr).filter(({ kind }) => kind === 'apply').length, 0);

/** Blocks begin on a cache line, whatever the element type. */
const line = 64;

/** A pass over a shape, in blocks along its first axis where it is large. */
export function dividedPass({ module, setting, division }: Workshop, pass: Pass): ReturnType<typeof elementwise> {
  const { operands, definitions, results, shape } = pass;
  const dtypes = [...operands, ...results.map((name) => definitions.find((definition) => definition.name === name)!)].map(
    ({ dtype }) => dtype,
  );
  const all = [...operands.map(({ strides }) => strides), ...results.map(() => pass.scattered ?? stridesOf(shape))];
  const loops = coalesce(shape, all);
  const [rows = 1, ...inner] = loops.shape;
  const each = division.rows(rows, sizeOf(inner) * workOf(operands, definitions, results.length), inner.length === 0 ? line : 2);
  if (each === undefined) return elementwise(module, setting, pass);
  const part = (count: number): ReturnType<typeof elementwise> =>
    elementwise(module, setting, {
      ...pass,
      shape: [count, ...inner],
      operands: operands.map((operand, k) => ({ ...operand, strides: loops.strides[k]! })),
      ...(pass.scattered && { scattered: loops.strides.at(-1)! }),
    });
  return divided(division, part, rows, each, stepsOf(dtypes, loops.strides, each));
}

/** A reduction, in blocks along the first axis that is kept where that is large. */
export function dividedReduction({ module, setting, division }: Workshop, reduced: Reduction): ReturnType<typeof reduction> {
  const { operands, definitions, shape, axes, reducing } = reduced;
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const first = kept.find((axis) => shape[axis]! > 1);
  if (first === undefined) return reduction(module, setting, reduced);
  const keptShape = kept.map((axis) => shape[axis]!);
  const { dtype } = definitions.at(-1)!;
  const each = division.rows(
    shape[first]!,
    (sizeOf(shape) / shape[first]!) * workOf(operands, definitions, reducing === 'sum' ? 1 : 0),
    line,
  );
  if (each === undefined) return reduction(module, setting, reduced);
  const part = (count: number): ReturnType<typeof reduction> =>
    reduction(module, setting, { ...reduced, shape: shape.map((n, axis) => (axis === first ? count : n)) });
  const strides = [...operands.map((operand) => [operand.strides[first]!]), [stridesOf(keptShape)[kept.indexOf(first)]!]];
  const dtypes = [...operands.map((operand) => operand.dtype), dtype === 'bool' ? 'int32' : dtype] as const;
  return divided(division, part, shape[first]!, each, stepsOf(dtypes, strides, each));
}

/** By how many bytes pointers move from block to block. */
const stepsOf = (dtypes: readonly DType[], strides: readonly (readonly number[])[], each: number): number[] =>
  dtypes.map((dtype, k) => (strides[k]![0] ?? 0) * each * bytesPerElement(dtype));

function divided(
  division: Workshop['division'],
  part: (count: number) => ReturnType<typeof elementwise>,
  rows: number,
  each: number,
  steps: readonly number[],
): ReturnType<typeof elementwise> {
  const whole = part(each);
  const rest = rows % each;
  const last = rest === 0 ? whole : part(rest);
  return {
    callee: division.all({ count: Math.ceil(rows / each), each: whole.callee, last: last.callee, steps }),
    byReference: whole.byReference,
  };
}
