import type { Callee, FunctionBuilder, Local } from '../../assembler/function-builder.js';
import type { ModuleBuilder } from '../../assembler/module-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { storeVector, v128, type Lanes } from '../../vector/lanes.js';

/**
 * Rows of a register tile, two vectors wide. Engines leave fifteen of the machine's sixteen vector registers: twelve sums fit beside
 * the operands when a product is added in one instruction; otherwise the product needs a register too, and one more row would spill.
 */
export const tileRows = (relaxed: boolean): number => (relaxed ? 6 : 5);
const vectors = 2;
export const tileColumns = (lanes: Lanes): number => vectors * lanes.count;
/** Steps along the inner dimension written out in one round. */
const unrolled = 4;

export type Madd = (a: Term, b: Term, c: Term) => Term;
export const madd = (lanes: Lanes, relaxed: boolean): Madd => (relaxed ? lanes.relaxedMadd : (a, b, c) => lanes.add(c, lanes.mul(a, b)));

/**
 * A function (k, a, aStep, b, c, cRow, add, rows): C's tile is A's rows times B's packed panel, or that added to it.
 * `rows`: A's elements of one row are neighbours and aStep is from row to row, of which there are `rows`.
 * `panel`: those of one column are neighbours and aStep is from column to column.
 */
export function tile(module: ModuleBuilder, lanes: Lanes, layout: 'rows' | 'panel', relaxed: boolean): Callee {
  const { bytes } = lanes;
  const multiplyAdd = madd(lanes, relaxed);
  const height = tileRows(relaxed);
  return module.function(Array<'i32'>(8).fill('i32'), [], (f) => {
    const [k, a, aStep, b, c, cRow, add, rows] = f.parameters as [Local, Local, Local, Local, Local, Local, Local, Local];
    const sums = Array.from({ length: height * vectors }, () => f.let(lanes.const(0)));
    const columns = Array.from({ length: vectors }, () => f.local('v128'));
    const element = f.local('v128');
    const pointers = layout === 'panel' ? [a] : rowPointers(f, height, a, aStep, rows);
    const step = (at: number): void => {
      columns.forEach((column, j) => f.set(column, v128.load(b.value, at * tileColumns(lanes) * bytes + 16 * j)));
      for (let i = 0; i < height; i++) {
        f.set(element, layout === 'panel' ? lanes.loadSplat(a.value, i * bytes) : lanes.loadSplat(pointers[i]!.value, at * bytes));
        columns.forEach((column, j) => {
          const sum = sums[i * vectors + j]!;
          f.set(sum, multiplyAdd(element.value, column.value, sum.value));
        });
      }
      if (layout === 'panel') f.set(a, i32.add(a.value, aStep.value));
    };
    const round = (steps: number): void => {
      for (let at = 0; at < steps; at++) step(at);
      f.advance(b, steps * tileColumns(lanes) * bytes);
      if (layout === 'rows') for (const pointer of pointers) f.advance(pointer, steps * bytes);
    };
    const at = f.local('i32');
    f.count(at, i32.const(0), i32.sub(k.value, i32.const(unrolled - 1)), unrolled, () => round(unrolled));
    f.count(at, i32.and(k.value, i32.const(-unrolled)), k.value, 1, () => round(1));
    const store = (value: (sum: Local, place: Term, offset: number) => Term): void => {
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < vectors; j++) f.do(storeVector(16 * j), c.value, value(sums[i * vectors + j]!, c.value, 16 * j));
        f.set(c, i32.add(c.value, cRow.value));
      }
    };
    f.when(
      add.value,
      () => store((sum, place, offset) => lanes.add(v128.load(place, offset), sum.value)),
      () => store((sum) => sum.value),
    );
    return undefined;
  });
}

/** Rows beyond the last are the last again: what they give is not used. */
function rowPointers(f: FunctionBuilder, height: number, a: Local, aStep: Local, rows: Local): Local[] {
  const pointers = [f.let(a.value)];
  for (let i = 1; i < height; i++) {
    const before = pointers[i - 1]!;
    pointers.push(f.let(i32.select(i32.gt(rows.value, i32.const(i)), i32.add(before.value, aStep.value), before.value)));
  }
  return pointers;
}
