import { bytesPerElement, stridesOf, type DType, type Shape } from '@chainrule/core';
import type { Callee, FunctionBuilder } from '../assembler/function-builder.js';
import type { ModuleBuilder } from '../assembler/module-builder.js';
import type { Width } from '../vector/formula.js';
import type { Setting } from '../vector/functions.js';
import { i32x4, v128 } from '../vector/lanes.js';
import type { Term } from '../assembler/term.js';
import { accumulator, type Accumulator, type Reducing } from './accumulator.js';
import { along, loadLanes, storeLanes } from './cells.js';
import { define, type Definition, type Operand } from './elementwise.js';
import { nest, type Cursor } from './nest.js';
import { coalesce } from './view.js';

/** A formula over a shape, reduced over some of its axes. */
export interface Reduction {
  readonly shape: Shape;
  readonly axes: readonly number[];
  readonly width: Width;
  readonly operands: readonly Operand[];
  /** Formulas, of which the last is reduced; truth values count as the integers 0 and 1. */
  readonly definitions: readonly Definition[];
  readonly reducing: Reducing;
}

/** A function of pointers, to the operands and to the result. */
export function reduction(
  module: ModuleBuilder,
  setting: Setting,
  { shape, axes, width, operands, definitions, reducing }: Reduction,
): { readonly callee: Callee; readonly byReference: readonly string[] } {
  const count = 128 / width;
  const { name: result, dtype } = definitions.at(-1)!;
  const pick = (of: readonly number[], from: readonly number[]): number[] => from.map((axis) => of[axis]!);
  const keptAxes = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const resultType: DType = dtype === 'bool' ? 'int32' : dtype;
  const keptShape = pick(shape, keptAxes);
  const kept = coalesce(keptShape, [...operands.map(({ strides }) => pick(strides, keptAxes)), stridesOf(keptShape)]);
  const reduced = coalesce(
    pick(shape, axes),
    operands.map(({ strides }) => pick(strides, axes)),
  );
  const bytes = operands.map((operand) => bytesPerElement(operand.dtype));
  const scaled = (strides: readonly number[], k: number): number[] => strides.map((stride) => stride * bytes[k]!);
  const lastKept = operands.map((_, k) => kept.strides[k]!.at(-1));
  const lastReduced = operands.map((_, k) => reduced.strides[k]!.at(-1));
  const dense = (strides: readonly (number | undefined)[]): number => strides.filter((stride) => stride === 1).length;
  // Vectors run along the axis on which the elements are neighbours.
  const across = kept.shape.length > 0 && (reduced.shape.length === 0 || dense(lastKept) > dense(lastReduced));
  let byReference: readonly string[] = [];
  const callee = module.function(
    [...operands, null].map(() => 'i32' as const),
    [],
    (f) => {
      const out = f.parameters[operands.length]!;
      const outBytes = bytesPerElement(resultType);
      const value = (pointers: readonly Cursor[], strides: readonly (number | undefined)[], elements: number, lanes: number): Term => {
        const found = define(setting, width, definitions, (name) => {
          const k = operands.findIndex((operand) => operand.name === name);
          const stride = strides[k] ?? 1;
          return {
            dtype: operands[k]!.dtype,
            term: loadLanes(operands[k]!.dtype, width, along(stride), pointers[k]!.pointer.value, elements * stride * bytes[k]!, lanes),
          };
        });
        byReference = found.byReference;
        const term = found.values.get(result)!;
        return dtype === 'bool' ? v128.and(term, i32x4.const(1)) : term;
      };
      const keptCursors = (axesUsed: number): Cursor[] => [
        ...operands.map((_, k) => ({ pointer: f.parameters[k]!, steps: scaled(kept.strides[k]!.slice(0, axesUsed), k) })),
        { pointer: out, steps: kept.strides[operands.length]!.slice(0, axesUsed).map((stride) => stride * outBytes) },
      ];
      const reducedCursors = (axesUsed: number): Cursor[] =>
        operands.map((_, k) => ({ pointer: f.let(f.parameters[k]!.value), steps: scaled(reduced.strides[k]!.slice(0, axesUsed), k) }));

      if (across) {
        const inner = kept.shape.at(-1)!;
        const outer = kept.shape.length - 1;
        const stride = (k: number): number => (k < operands.length ? lastKept[k]! * bytes[k]! : outBytes);
        const cursors = keptCursors(outer);
        const round = (lanes: number): void => {
          const sums = accumulator(f, reducing, resultType);
          const pointers = reducedCursors(reduced.shape.length);
          nest(
            f,
            reduced.shape,
            pointers,
            () => sums.take(f, value(pointers, lastKept, 0, lanes)),
            () => 0,
          );
          storeLanes(f, resultType, width, out.value, sums.vector(), 0, lanes);
          cursors.forEach(({ pointer }, k) => f.advance(pointer, lanes * stride(k)));
        };
        nest(
          f,
          kept.shape.slice(0, -1),
          cursors,
          () => {
            f.times(Math.floor(inner / count), () => round(count));
            if (inner % count > 0) round(inner % count);
          },
          ({ pointer }) => inner * stride(pointer.index),
        );
      } else {
        const inner = reduced.shape.at(-1) ?? 1;
        nest(
          f,
          kept.shape,
          keptCursors(kept.shape.length),
          () => {
            const outer = Math.max(0, reduced.shape.length - 1);
            const pointers = reducedCursors(outer);
            const vectors = Math.floor(inner / count);
            const sums: Accumulator[] = Array.from({ length: vectors >= 8 ? 2 : 1 }, () => accumulator(f, reducing, resultType));
            const advance = (elements: number): void =>
              pointers.forEach(({ pointer }, k) => f.advance(pointer, elements * (lastReduced[k] ?? 1) * bytes[k]!));
            nest(
              f,
              reduced.shape.slice(0, outer),
              pointers,
              () => {
                alongRow(f, sums, vectors, inner % count, {
                  value: (vector, lanes = count) => value(pointers, lastReduced, vector * count, lanes),
                  advance: (whole) => advance(whole * count),
                  beyond: (rest) => laneMask(width, rest),
                });
                advance(inner % count);
              },
              ({ pointer }) => {
                const k = pointers.findIndex((cursor) => cursor.pointer === pointer);
                return inner * (lastReduced[k] ?? 1) * bytes[k]!;
              },
            );
            const [first, ...others] = sums as [Accumulator, ...Accumulator[]];
            for (const other of others) first.join(f, other);
            storeLanes(f, resultType, width, out.value, first.total(), 0, 1);
          },
          () => 0,
        );
      }
      return undefined;
    },
  );
  return { callee, byReference };
}

interface Row {
  /** The vector so many places on, of which so many lanes exist. */
  value(vector: number, lanes?: number): Term;
  advance(vectors: number): void;
  beyond(rest: number): Term;
}

/** Takes all vectors of a row, several accumulators in turn, and the part of a vector at its end. */
function alongRow(f: FunctionBuilder, sums: readonly Accumulator[], vectors: number, rest: number, row: Row): void {
  f.times(Math.floor(vectors / sums.length), () => {
    sums.forEach((sum, i) => {
      sum.take(f, row.value(i));
    });
    row.advance(sums.length);
  });
  f.times(vectors % sums.length, () => {
    sums[0]!.take(f, row.value(0));
    row.advance(1);
  });
  if (rest > 0) sums[0]!.take(f, v128.select(row.beyond(rest), row.value(0, rest), sums[0]!.identity));
}

/** All bits of the first lanes. */
const laneMask = (width: Width, lanes: number): Term => i32x4.lanes([0, 1, 2, 3].map((i) => (i < (lanes * width) / 32 ? -1 : 0)));
