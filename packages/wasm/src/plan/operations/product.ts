import { bytesPerElement, sizeOf, stridesOf, type Shape } from '@chainrule/core';
import type { Callee, Local } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { blockColumns, blockInner, scratchBytes } from '../../kernels/matmul/multiply.js';
import { leftLayouts, tileColumns, type LeftLayout } from '../../kernels/matmul/tile.js';
import { nest, type Cursor } from '../../kernels/nest.js';
import { coalesce, stretched, transposed, type Place, type View } from '../../kernels/view.js';
import { lanesOf } from '../../vector/lanes.js';
import type { Step } from '../step.js';
import type { Workshop } from '../workshop.js';

/** Copying the left factor into panels pays where it is read for so many columns; sooner where its own columns lie along memory, far apart. */
const packedFrom = { rows: 256, columns: 64 };
/** Multiplications that take as long as handling a number in a pass. */
export const perNumber = 8;
/** A thread's share of a product has so many rows or columns at least: every share lays out the other factor for itself. */
const [leastRows, leastColumns] = [60, 64];

/** Formulas that follow a product: computed block by block, while its rows are still in the cache. */
export interface Following {
  /** What they read beside the product, repeated to its shape. */
  readonly operands: readonly View[];
  /** Where what they give goes; it may be where the product itself is put. */
  readonly results: readonly Place[];
  /** A function (product, …operands, …results) over so many rows and columns, given how far apart the rows and columns of each operand are. */
  readonly pass: (
    shape: readonly [number, number],
    operands: readonly (readonly number[])[],
  ) => { readonly callee: Callee; readonly byReference: readonly string[] };
  /** What tells it from others. */
  readonly description: unknown;
}

/** A product as a step, with the functions in its formulas that are computed by reference values. */
type Product = Step & { readonly byReference: readonly string[] };

/** A block of results that stays in the second cache between the product and its formulas. */
const blockBytes = 1 << 17;

/**
 * The product of two views, batched over all but their last two axes, as a step that writes a dense result. `undefined` where formulas
 * that follow it are better computed in a pass of their own.
 */
export function productStep(workshop: Workshop, a: View, b: View, shape: Shape, result: Place): Product;
export function productStep(workshop: Workshop, a: View, b: View, shape: Shape, result: Place, following: Following): Product | undefined;
export function productStep(workshop: Workshop, a: View, b: View, shape: Shape, result: Place, following?: Following): Product | undefined {
  const { module, once, division, tileRows } = workshop;
  const dtype = a.place.dtype as 'float32' | 'float64';
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const batch = shape.slice(0, -2);
  const k = a.shape.at(-1)!;
  const [left, right] = [stretched(a, [...batch, shape.at(-2)!, k]).strides, stretched(b, [...batch, k, shape.at(-1)!]).strides];
  const dense = stridesOf(shape);
  const { operands = [], results = [] } = following ?? {};
  const elsewhere = results.filter((place) => place !== result);
  const others = [...operands.map(({ strides }) => strides), ...elsewhere.map(() => dense)];
  const otherBytes = [...operands.map(({ place }) => place), ...elsewhere].map((place) => bytesPerElement(place.dtype));
  // One right factor for all: more rows.
  const lead = (strides: readonly number[]): number[] => strides.slice(0, -2);
  const single = lead(right).every((stride) => stride === 0);
  const rows = coalesce(
    shape.slice(0, -1),
    [left, dense, ...others].map((strides) => strides.slice(0, -1)),
  );
  const merged = single && rows.shape.length <= 1;
  const m = merged ? sizeOf(shape.slice(0, -1)) : shape.at(-2)!;
  const n = shape.at(-1)!;
  const loops = merged
    ? { shape: [], strides: [left, right, dense, ...others].map(() => []) }
    : coalesce(batch, [left, right, dense, ...others].map(lead));
  const rowOf = (k: number, strides: readonly number[]): number => (merged ? (rows.strides[k]![0] ?? 0) : strides.at(-2)!);
  const aRow = rowOf(0, left);
  const aColumn = left.at(-1)!;
  const straight = aColumn === 1 || k === 1 ? 'rows' : 'columns';
  const layout: LeftLayout =
    (n >= packedFrom[straight] && Math.min(m, k) >= 64) || (straight === 'columns' && aRow !== 1) ? 'packed' : straight;
  // B stays laid out from block to block only where it is one.
  const kept = k <= blockInner(lanes) && n <= blockColumns;
  const block = Math.min(m, Math.max(60, Math.floor(blockBytes / (n * bytes) / 60) * 60));
  // Whole products of a batch, or several blocks of one product; a single block is in the cache anyway.
  const pays = loops.shape.length > 0 ? block === m : block < m && kept;
  if (following && !pays) return undefined;
  const room = Math.ceil(scratchBytes(lanes, m, n, k, layout) / 64) * 64;
  const scratch: Place = { dtype, size: (room / bytes) * division.threadCount, name: 'scratch' };
  const cRow = n * bytes;
  const strides = [aRow, aColumn, right.at(-2), right.at(-1)];
  const layouts = operands.map(({ strides }, i) => [rowOf(2 + i, strides), strides.at(-1)!]);
  const otherRows = others.map((strides, i) => rowOf(2 + i, strides));
  const referred = new Set<string>();
  /** So many products of so many rows and columns. */
  const part = (count: number, m: number, n: number): Callee =>
    module.function(Array<'i32'>(4 + others.length).fill('i32'), [], (f) => {
      const [x, y] = f.parameters as [Local, Local];
      // What is read comes before what is written.
      const [z, own] = [f.parameters[2 + operands.length]!, f.parameters.at(-1)!];
      const more = [...f.parameters.slice(2, 2 + operands.length), ...f.parameters.slice(3 + operands.length, -1)];
      const cursors = [x, y, z, ...more].map((pointer, i): Cursor => ({
        pointer,
        steps: loops.strides[i]!.map((stride) => stride * (i < 3 ? bytes : otherBytes[i - 3]!)),
      }));
      const constants = (...values: number[]) => values.map((value) => i32.const(value));
      const product = (from: Local, to: Local, rows: number, ready: Term): void =>
        f.call(
          workshop.multiply(dtype),
          ...constants(rows, n, k),
          from.value,
          ...constants(aRow * bytes, aColumn * bytes),
          y.value,
          ...constants(right.at(-2)! * bytes, right.at(-1)! * bytes),
          to.value,
          ...constants(cRow, 0, leftLayouts[layout]),
          own.value,
          ready,
        );
      const byBlocks = ({ pass }: Following): void => {
        const [from, to, ...at] = [x, z, ...more].map(({ value }) => f.let(value)) as [Local, Local, ...Local[]];
        const ready = f.let(i32.const(0));
        const some = (rows: number): void => {
          product(from, to, rows, ready.value);
          const given = at.slice(0, operands.length);
          const wanted = results.map((place) => (place === result ? to : at[operands.length + elsewhere.indexOf(place)]!));
          const { callee, byReference } = pass([rows, n], layouts);
          for (const name of byReference) referred.add(name);
          f.call(callee, ...[to, ...given, ...wanted].map(({ value }) => value));
        };
        f.times(Math.floor(m / block), () => {
          some(block);
          f.set(ready, i32.const(1));
          f.advance(from, block * aRow * bytes);
          f.advance(to, block * cRow);
          at.forEach((pointer, i) => f.advance(pointer, block * otherRows[i]! * otherBytes[i]!));
        });
        if (m % block > 0) some(m % block);
      };
      nest(
        f,
        loops.shape.map((size, axis) => (axis === 0 ? count : size)),
        cursors,
        () => (following ? byBlocks(following) : product(x, z, m, i32.const(0))),
        () => 0,
      );
      return undefined;
    });
  const [count = 1] = loops.shape;
  const make = (): Callee => {
    // Whole products to each thread, or else rows, or else columns.
    const work = (m * n * k) / perNumber;
    const rounds = division.share(count, (work * sizeOf(loops.shape)) / count, 1, 1);
    if (rounds !== undefined)
      return divided(
        count,
        rounds,
        (some) => part(some, m, n),
        loops.strides.map(([stride = 0]) => stride),
      );
    if (loops.shape.length > 0) return part(count, m, n);
    const rows = m >= leastRows || m >= n ? division.share(m, work / m, tileRows, leastRows) : undefined;
    if (rows !== undefined) return divided(m, rows, (some) => part(1, some, n), [aRow, 0, n, ...otherRows]);
    const columns = following ? undefined : division.share(n, work / n, tileColumns(lanes), leastColumns);
    if (columns !== undefined) return divided(n, columns, (some) => part(1, m, some), [0, right.at(-1)!, 1]);
    return part(count, m, n);
  };
  const asGiven = ([x, y, z, ...more]: readonly number[]): number[] => [
    x!,
    y!,
    ...more.slice(0, operands.length),
    z!,
    ...more.slice(operands.length),
  ];
  const divided = (all: number, each: number, some: (rows: number) => Callee, moves: readonly number[]): Callee =>
    division.all({
      count: Math.ceil(all / each),
      each: some(each),
      last: some(all % each || each),
      steps: [...asGiven(moves.map((stride, i) => stride * each * (i < 3 ? bytes : otherBytes[i - 3]!))), 0],
      own: [...moves.map(() => 0), room],
    });
  const text = `matmul [${a.shape.join(', ')}] × [${b.shape.join(', ')}]: ${loops.shape.length === 0 ? 'one product' : `${sizeOf(loops.shape)} products`} of ${m} × ${k} × ${n}`;
  const described = following ? [following.description, layouts, otherRows] : [];
  const made = once(['product', dtype, m, n, k, layout, strides, loops, ...described], () => ({
    callee: make(),
    byReference: [...referred],
  }));
  return {
    ...made,
    reads: [a, b, ...operands],
    writes: [result, ...elsewhere, scratch],
    inOrder: false,
    text,
  };
}

/** A product without a batch. */
export interface Contraction {
  readonly a: View;
  readonly b: View;
  readonly shape: Shape;
}

/** (A·B)ᵀ = Bᵀ·Aᵀ. */
export const contractionTransposed = ({ a, b, shape: [m, n] }: Contraction): Contraction => ({
  a: transposed(b, [1, 0]),
  b: transposed(a, [1, 0]),
  shape: [n!, m!],
});

/** The sum over all batch axes of a product, as one product with a longer inner dimension, where the strides allow it. */
export function contracted(a: View, b: View, shape: Shape): Contraction | undefined {
  const batch = shape.slice(0, -2);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = a.shape.at(-1)!;
  const [left, right] = [stretched(a, [...batch, m, k]).strides, stretched(b, [...batch, k, n]).strides];
  const inner = [...batch, k];
  const along = [coalesce(inner, [[...left.slice(0, -2), left.at(-1)!]]), coalesce(inner, [right.slice(0, -1)])];
  if (along.some((axes) => axes.shape.length > 1)) return undefined;
  const [leftStep, rightStep] = along.map(({ strides }) => strides[0]![0] ?? 1) as [number, number];
  const length = sizeOf(inner);
  return {
    a: { ...a, shape: [m, length], strides: [left.at(-2)!, leftStep] },
    b: { ...b, shape: [length, n], strides: [rightStep, right.at(-1)!] },
    shape: [m, n],
  };
}
