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
/** Steps along the inner dimension written out in one round; fewer for the last rows, whose many tiles are much code and little work. */
const [unrolled, unrolledRest] = [8, 2];

/** How a product's left factor is read: rows along memory, columns along memory, or copied into a panel as high as a tile. */
export const leftLayouts = { rows: 0, columns: 1, packed: 2 } as const;
export type LeftLayout = keyof typeof leftLayouts;

/**
 * A function (k, rows, a, aStep, aTile, b, c, cRow, add): rows of C, one tile wide, are rows of A times B's packed panel, or that added
 * to them. aStep is from row to row (`rows`) or from column to column (`columns`), aTile from tile to tile, in bytes. The last rows have
 * a tile of their own height.
 */
export function tiles(module: ModuleBuilder, lanes: Lanes, layout: LeftLayout, relaxed: boolean): Callee {
  const height = tileRows(relaxed);
  return module.function(Array<'i32'>(9).fill('i32'), [], (f) => {
    const [, rows, a, , aTile, , c, cRow] = f.parameters as Parameters;
    const row = f.local('i32');
    f.count(row, i32.const(0), i32.sub(rows.value, i32.const(height - 1)), height, () => {
      tile(f, lanes, layout, height, relaxed, unrolled);
      f.set(a, i32.add(a.value, aTile.value));
      f.set(c, i32.add(c.value, i32.mul(cRow.value, i32.const(height))));
    });
    const rest = f.let(i32.sub(rows.value, row.value));
    for (let few = 1; few < height; few++)
      f.when(i32.eq(rest.value, i32.const(few)), () => {
        tile(f, lanes, layout, few, relaxed, unrolledRest);
      });
    return undefined;
  });
}

type Parameters = readonly [Local, Local, Local, Local, Local, Local, Local, Local, Local];

/** One tile at the function's present place in A and C. */
function tile(f: FunctionBuilder, lanes: Lanes, layout: LeftLayout, height: number, relaxed: boolean, atOnce: number): void {
  const { bytes } = lanes;
  const [k, , a, aStep, , b, c, cRow, add] = f.parameters as Parameters;
  const sums = Array.from({ length: height * vectors }, () => f.let(lanes.const(0)));
  const columns = Array.from({ length: vectors }, () => f.local('v128'));
  const element = f.local('v128');
  const right = f.let(b.value);
  const left = [f.let(a.value)];
  if (layout === 'rows') for (let i = 1; i < height; i++) left.push(f.let(i32.add(left[i - 1]!.value, aStep.value)));
  const apart = { rows: bytes, columns: 0, packed: tileRows(relaxed) * bytes }[layout];
  const elementAt = (i: number, at: number): Term =>
    layout === 'rows' ? lanes.loadSplat(left[i]!.value, at * apart) : lanes.loadSplat(left[0]!.value, at * apart + i * bytes);
  const addProduct = (sum: Local, column: Local, last: boolean): void => {
    if (relaxed) f.set(sum, lanes.relaxedMadd(element.value, column.value, sum.value));
    else if (last) {
      // The element is not needed any more: its register takes the product.
      f.set(element, lanes.mul(element.value, column.value));
      f.set(sum, lanes.add(sum.value, element.value));
    } else f.set(sum, lanes.add(sum.value, lanes.mul(element.value, column.value)));
  };
  const step = (at: number): void => {
    columns.forEach((column, j) => f.set(column, v128.load(right.value, at * tileColumns(lanes) * bytes + 16 * j)));
    for (let i = 0; i < height; i++) {
      f.set(element, elementAt(i, at));
      columns.forEach((column, j) => {
        addProduct(sums[i * vectors + j]!, column, j === vectors - 1);
      });
    }
    if (layout === 'columns') f.set(left[0]!, i32.add(left[0]!.value, aStep.value));
  };
  const round = (steps: number): void => {
    for (let at = 0; at < steps; at++) step(at);
    f.advance(right, steps * tileColumns(lanes) * bytes);
    for (const pointer of left) f.advance(pointer, steps * apart);
  };
  const at = f.local('i32');
  f.count(at, i32.const(0), i32.sub(k.value, i32.const(atOnce - 1)), atOnce, () => round(atOnce));
  f.count(at, i32.and(k.value, i32.const(-atOnce)), k.value, 1, () => round(1));
  const to = f.let(c.value);
  const store = (value: (sum: Local, place: Term, offset: number) => Term): void => {
    for (let i = 0; i < height; i++) {
      if (i > 0) f.set(to, i32.add(to.value, cRow.value));
      for (let j = 0; j < vectors; j++) f.do(storeVector(16 * j), to.value, value(sums[i * vectors + j]!, to.value, 16 * j));
    }
  };
  f.when(
    add.value,
    () => store((sum, place, offset) => lanes.add(v128.load(place, offset), sum.value)),
    () => store((sum) => sum.value),
  );
}
