import type { Callee, FunctionBuilder, Local } from '../../assembler/function-builder.js';
import type { ModuleBuilder } from '../../assembler/module-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { storeLane, type Lanes } from '../../vector/lanes.js';
import { packColumns, packRows } from './pack.js';
import { leftLayouts, tileColumns, tileRows, tiles, type LeftLayout } from './tile.js';

/** Blocks of columns, of rows, and of the inner dimension: a panel of B stays in the first cache beside a tile's rows of A, a block of A in the second. */
export const [blockColumns, mostRows] = [512, 180];
export const blockInner = (lanes: Lanes): number => 2048 / lanes.bytes;
/** Room for the last columns of a block of rows, where they do not fill a tile. */
const edgeBytes = mostRows * 32;

/** The bytes of scratch memory a product of this size needs. */
export function scratchBytes(lanes: Lanes, m: number, n: number, k: number, layout: LeftLayout): number {
  const inner = Math.min(k, blockInner(lanes));
  const width = tileColumns(lanes);
  const panels = Math.ceil(Math.min(n, blockColumns) / width) * width * inner;
  const rows = layout === 'packed' ? (Math.min(m, mostRows) + tileRows(true)) * inner : 0;
  return edgeBytes + (panels + rows) * lanes.bytes + 64;
}

/**
 * A function (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, add, layout, scratch, ready): C = A·B or C += A·B for any strides,
 * given in bytes; C's rows are dense. `ready`: B is one block and lies in the scratch memory laid out already. Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
 */
export function multiply(module: ModuleBuilder, lanes: Lanes, relaxed: boolean): Callee {
  const { bytes } = lanes;
  const width = tileColumns(lanes);
  const height = tileRows(relaxed);
  const blockRows = mostRows - (mostRows % height);
  const layouts = Object.keys(leftLayouts) as LeftLayout[];
  const tilesOf = layouts.map((layout) => tiles(module, lanes, layout, relaxed));
  const [packB, packA] = [packColumns(module, lanes), packRows(module, lanes, height)];
  return module.function(Array<'i32'>(multiplyParameters).fill('i32'), [], (f) => {
    const [m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, add, layout, scratch, ready] = f.parameters as Parameters;
    const variable = (): Local => f.local('i32');
    const [j0, columns, p0, inner, i0, rows] = [variable(), variable(), variable(), variable(), variable(), variable()];
    const [j, panel, left, target, adding, rest, packedA] = [
      variable(),
      variable(),
      variable(),
      variable(),
      variable(),
      variable(),
      variable(),
    ];
    const packedB = f.let(i32.add(scratch.value, i32.const(edgeBytes)));
    const least = (x: Term, limit: number): Term => i32.select(i32.lt(x, i32.const(limit)), x, i32.const(limit));
    const is = (name: LeftLayout): Term => i32.eq(layout.value, i32.const(leftLayouts[name]));

    /** All rows of a block times one panel of B. */
    const compute = (to: Term, toRow: Term, plus: Term): void => {
      const way = (name: LeftLayout, from: Term, step: Term, next: Term) => (): void => {
        const callee = tilesOf[leftLayouts[name]]!;
        f.call(callee, inner.value, rows.value, from, step, next, panel.value, to, toRow, plus);
      };
      const nextRows = i32.mul(aRow.value, i32.const(height));
      f.when(is('packed'), way('packed', packedA.value, i32.const(0), i32.mul(inner.value, i32.const(height * bytes))), () => {
        f.when(is('rows'), way('rows', left.value, aRow.value, nextRows), way('columns', left.value, aColumn.value, nextRows));
      });
    };
    f.count(j0, i32.const(0), n.value, blockColumns, () => {
      f.set(columns, least(i32.sub(n.value, j0.value), blockColumns));
      f.count(p0, i32.const(0), k.value, blockInner(lanes), () => {
        f.set(inner, least(i32.sub(k.value, p0.value), blockInner(lanes)));
        f.set(adding, i32.or(add.value, p0.value));
        f.when(i32.eq(ready.value, i32.const(0)), () => {
          f.call(
            packB,
            inner.value,
            columns.value,
            i32.add(b.value, i32.add(i32.mul(p0.value, bRow.value), i32.mul(j0.value, bColumn.value))),
            bRow.value,
            bColumn.value,
            packedB.value,
          );
        });
        const panelColumns = i32.mul(i32.and(i32.add(columns.value, i32.const(width - 1)), i32.const(-width)), inner.value);
        f.set(packedA, i32.add(packedB.value, i32.mul(panelColumns, i32.const(bytes))));
        f.count(i0, i32.const(0), m.value, blockRows, () => {
          f.set(rows, least(i32.sub(m.value, i0.value), blockRows));
          f.set(left, i32.add(a.value, i32.add(i32.mul(i0.value, aRow.value), i32.mul(p0.value, aColumn.value))));
          f.when(is('packed'), () => f.call(packA, rows.value, inner.value, left.value, aRow.value, aColumn.value, packedA.value));
          f.set(panel, packedB.value);
          f.set(target, i32.add(c.value, i32.add(i32.mul(i0.value, cRow.value), i32.mul(j0.value, i32.const(bytes)))));
          f.count(j, i32.const(0), columns.value, width, () => {
            f.set(rest, i32.sub(columns.value, j.value));
            f.when(
              i32.lt(rest.value, i32.const(width)),
              () => {
                compute(scratch.value, i32.const(width * bytes), i32.const(0));
                copyEdge(f, lanes, { from: scratch.value, to: target, toRow: cRow.value, rows, columns: rest, add: adding.value });
              },
              () => compute(target.value, cRow.value, adding.value),
            );
            f.set(panel, i32.add(panel.value, i32.mul(inner.value, i32.const(width * bytes))));
            f.advance(target, width * bytes);
          });
        });
      });
    });
    return undefined;
  });
}

export const multiplyParameters = 15;
type Parameters = readonly [Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local];

interface Edge {
  readonly from: Term;
  readonly to: Local;
  readonly toRow: Term;
  readonly rows: Local;
  readonly columns: Local;
  readonly add: Term;
}

/** The part of a column of tiles that is inside of C. */
function copyEdge(f: FunctionBuilder, lanes: Lanes, { from, to, toRow, rows, columns, add }: Edge): void {
  const { bytes } = lanes;
  const width = tileColumns(lanes);
  const [i, j, read, write] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [line, toLine] = [f.let(from), f.let(to.value)];
  f.count(i, i32.const(0), rows.value, 1, () => {
    f.set(read, line.value);
    f.set(write, toLine.value);
    f.count(j, i32.const(0), columns.value, 1, () => {
      const value = lanes.loadSplat(read.value);
      f.when(
        add,
        () => f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), write.value, lanes.add(value, lanes.loadSplat(write.value))),
        () => f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), write.value, value),
      );
      f.advance(read, bytes);
      f.advance(write, bytes);
    });
    f.advance(line, width * bytes);
    f.set(toLine, i32.add(toLine.value, toRow));
  });
}
