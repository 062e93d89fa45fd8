import type { Callee, FunctionBuilder, Local } from '../../assembler/function-builder.js';
import type { ModuleBuilder } from '../../assembler/module-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { storeLane, type Lanes } from '../../vector/lanes.js';
import { packColumns, packRows } from './pack.js';
import { tile, tileColumns, tileRows } from './tile.js';

/** Blocks of the inner dimension, of columns and of rows: a panel of B stays in the first cache, a block of A in the second. */
const [blockInner, blockColumns, mostRows] = [256, 512, 192];
const tileRoom = 1024;

/** How a product's left factor is read. */
export const leftLayouts = { rows: 0, columns: 1, packed: 2 } as const;
export type LeftLayout = keyof typeof leftLayouts;

/** The bytes of scratch memory a product of this size needs. */
export function scratchBytes(lanes: Lanes, m: number, n: number, k: number, layout: LeftLayout): number {
  const inner = Math.min(k, blockInner);
  const width = tileColumns(lanes);
  const panels = Math.ceil(Math.min(n, blockColumns) / width) * width * inner;
  const rows = layout === 'packed' ? (Math.min(m, mostRows) + tileRows(true)) * inner : 0;
  return tileRoom + (panels + rows) * lanes.bytes + 64;
}

/**
 * A function (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, add, layout, scratch): C = A·B or C += A·B for any strides, given
 * in bytes; C's rows are dense. Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
 */
export function multiply(module: ModuleBuilder, lanes: Lanes, relaxed: boolean): Callee {
  const { bytes } = lanes;
  const width = tileColumns(lanes);
  const height = tileRows(relaxed);
  const blockRows = mostRows - (mostRows % height);
  const [fromRows, fromPanel] = [tile(module, lanes, 'rows', relaxed), tile(module, lanes, 'panel', relaxed)];
  const [packB, packA] = [packColumns(module, lanes), packRows(module, lanes, height)];
  return module.function(Array<'i32'>(14).fill('i32'), [], (f) => {
    const [m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, add, layout, scratch] = f.parameters as [
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
    ];
    const variables = (count: number): Local[] => Array.from({ length: count }, () => f.local('i32'));
    const [j0, columns, p0, inner, i0, rows, j, i, panel, left, source, target, adding, restRows, restColumns] = variables(15) as [
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
    ];
    const packedB = f.let(i32.add(scratch.value, i32.const(tileRoom)));
    const least = (x: Term, limit: number): Term => i32.select(i32.lt(x, i32.const(limit)), x, i32.const(limit));
    const packedA = f.local('i32');
    const is = (name: LeftLayout): Term => i32.eq(layout.value, i32.const(leftLayouts[name]));

    const compute = (to: Term, toRow: Term, plus: Term): void => {
      f.when(
        is('rows'),
        () => f.call(fromRows, inner.value, source.value, aRow.value, panel.value, to, toRow, plus, restRows.value),
        () =>
          f.call(
            fromPanel,
            inner.value,
            source.value,
            i32.select(is('packed'), i32.const(height * bytes), aColumn.value),
            panel.value,
            to,
            toRow,
            plus,
            restRows.value,
          ),
      );
    };
    const oneTile = (): void => {
      f.set(restRows, i32.sub(rows.value, i.value));
      f.set(
        target,
        i32.add(c.value, i32.add(i32.mul(i32.add(i0.value, i.value), cRow.value), i32.mul(i32.add(j0.value, j.value), i32.const(bytes)))),
      );
      f.set(
        source,
        i32.select(
          is('packed'),
          i32.add(packedA.value, i32.mul(i32.mul(i.value, inner.value), i32.const(bytes))),
          i32.add(left.value, i32.mul(i.value, aRow.value)),
        ),
      );
      f.when(
        i32.or(i32.lt(restRows.value, i32.const(height)), i32.lt(restColumns.value, i32.const(width))),
        () => {
          compute(scratch.value, i32.const(width * bytes), i32.const(0));
          copyTile(f, lanes, {
            from: scratch.value,
            to: target,
            toRow: cRow.value,
            rows: least(restRows.value, height),
            columns: least(restColumns.value, width),
            add: adding.value,
          });
        },
        () => compute(target.value, cRow.value, adding.value),
      );
    };
    f.count(j0, i32.const(0), n.value, blockColumns, () => {
      f.set(columns, least(i32.sub(n.value, j0.value), blockColumns));
      f.count(p0, i32.const(0), k.value, blockInner, () => {
        f.set(inner, least(i32.sub(k.value, p0.value), blockInner));
        f.set(adding, i32.or(add.value, p0.value));
        f.call(
          packB,
          inner.value,
          columns.value,
          i32.add(b.value, i32.add(i32.mul(p0.value, bRow.value), i32.mul(j0.value, bColumn.value))),
          bRow.value,
          bColumn.value,
          packedB.value,
        );
        const panelColumns = i32.mul(i32.and(i32.add(columns.value, i32.const(width - 1)), i32.const(-width)), inner.value);
        f.set(packedA, i32.add(packedB.value, i32.mul(panelColumns, i32.const(bytes))));
        f.count(i0, i32.const(0), m.value, blockRows, () => {
          f.set(rows, least(i32.sub(m.value, i0.value), blockRows));
          f.set(left, i32.add(a.value, i32.add(i32.mul(i0.value, aRow.value), i32.mul(p0.value, aColumn.value))));
          f.when(is('packed'), () => f.call(packA, rows.value, inner.value, left.value, aRow.value, aColumn.value, packedA.value));
          f.count(j, i32.const(0), columns.value, width, () => {
            f.set(panel, i32.add(packedB.value, i32.mul(i32.mul(j.value, inner.value), i32.const(bytes))));
            f.set(restColumns, i32.sub(columns.value, j.value));
            f.count(i, i32.const(0), rows.value, height, oneTile);
          });
        });
      });
    });
    return undefined;
  });
}

interface TileCopy {
  readonly from: Term;
  readonly to: Local;
  readonly toRow: Term;
  readonly rows: Term;
  readonly columns: Term;
  readonly add: Term;
}

/** The part of a tile that is inside of C. */
function copyTile(f: FunctionBuilder, lanes: Lanes, { from, to, toRow, rows, columns, add }: TileCopy): void {
  const { bytes } = lanes;
  const width = tileColumns(lanes);
  const [i, j, read, write] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [rowCount, columnCount] = [f.let(rows), f.let(columns)];
  const line = f.let(from);
  f.count(i, i32.const(0), rowCount.value, 1, () => {
    f.set(read, line.value);
    f.set(write, to.value);
    f.count(j, i32.const(0), columnCount.value, 1, () => {
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
    f.set(to, i32.add(to.value, toRow));
  });
}
