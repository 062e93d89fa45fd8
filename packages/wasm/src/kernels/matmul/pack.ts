import type { Callee, FunctionBuilder, Local } from '../../assembler/function-builder.js';
import type { ModuleBuilder } from '../../assembler/module-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { f64x2, storeLane, storeVector, v128, zeros, type Lanes } from '../../vector/lanes.js';
import { tileColumns } from './tile.js';

const words = (...indices: number[]): number[] => indices.flatMap((i) => [4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3]);

/** The rows of a square of lanes as its columns. */
export function transposedSquare(f: FunctionBuilder, lanes: Lanes, rows: readonly Term[]): Term[] {
  if (lanes === f64x2) {
    const [a, b] = rows as [Term, Term];
    return f.evaluate([v128.shuffle(a, b, words(0, 1, 4, 5)), v128.shuffle(a, b, words(2, 3, 6, 7))]);
  }
  const [a, b, c, d] = rows as [Term, Term, Term, Term];
  const [ab, cd, AB, CD] = f.evaluate([
    v128.shuffle(a, b, words(0, 4, 1, 5)),
    v128.shuffle(c, d, words(0, 4, 1, 5)),
    v128.shuffle(a, b, words(2, 6, 3, 7)),
    v128.shuffle(c, d, words(2, 6, 3, 7)),
  ]) as [Term, Term, Term, Term];
  return f.evaluate([
    v128.shuffle(ab, cd, words(0, 1, 4, 5)),
    v128.shuffle(ab, cd, words(2, 3, 6, 7)),
    v128.shuffle(AB, CD, words(0, 1, 4, 5)),
    v128.shuffle(AB, CD, words(2, 3, 6, 7)),
  ]);
}

const lane = (lanes: Lanes): 2 | 3 => (lanes.bytes === 4 ? 2 : 3);

/**
 * A function (k, n, b, bRow, bColumn, to) that lays k × n of B out in panels as wide as a tile, zeros beside the last columns:
 * the tile then reads one stretch of memory from beginning to end.
 */
export function packColumns(module: ModuleBuilder, lanes: Lanes): Callee {
  const width = tileColumns(lanes);
  const { bytes, count } = lanes;
  return module.function(Array<'i32'>(6).fill('i32'), [], (f) => {
    const [k, n, b, bRow, bColumn, to] = f.parameters as [Local, Local, Local, Local, Local, Local];
    const [j, i, from] = [f.local('i32'), f.local('i32'), f.local('i32')];
    const rowByRow = (): void => {
      f.count(i, i32.const(0), k.value, 1, () => {
        for (let v = 0; v < width / count; v++) f.do(storeVector(16 * v), to.value, v128.load(from.value, 16 * v));
        f.set(from, i32.add(from.value, bRow.value));
        f.advance(to, width * bytes);
      });
    };
    // Columns that lie along memory: squares are turned.
    const columnByColumn = (): void => {
      const columns = [from, ...Array.from({ length: width - 1 }, () => f.local('i32'))];
      columns.slice(1).forEach((column, c) => f.set(column, i32.add(columns[c]!.value, bColumn.value)));
      f.count(i, i32.const(0), i32.sub(k.value, i32.const(count - 1)), count, () => {
        for (let group = 0; group < width / count; group++) {
          const rows = f.evaluate(columns.slice(group * count, (group + 1) * count).map(({ value }) => v128.load(value)));
          transposedSquare(f, lanes, rows).forEach((row, r) => f.do(storeVector((r * width + group * count) * bytes), to.value, row));
        }
        for (const column of columns) f.advance(column, 16);
        f.advance(to, count * width * bytes);
      });
      f.count(i, i32.and(k.value, i32.const(-count)), k.value, 1, () => {
        columns.forEach((column, c) => {
          f.do(storeLane(lane(lanes), 0, c * bytes), to.value, lanes.loadSplat(column.value));
          f.advance(column, bytes);
        });
        f.advance(to, width * bytes);
      });
    };
    const oneByOne = (): void => {
      const [c, at] = [f.local('i32'), f.local('i32')];
      const columns = f.let(i32.select(i32.lt(i32.sub(n.value, j.value), i32.const(width)), i32.sub(n.value, j.value), i32.const(width)));
      f.count(i, i32.const(0), k.value, 1, () => {
        for (let v = 0; v < width / count; v++) f.do(storeVector(16 * v), to.value, zeros);
        f.set(at, from.value);
        f.count(c, i32.const(0), columns.value, 1, () => {
          f.do(storeLane(lane(lanes), 0, 0), i32.add(to.value, i32.mul(c.value, i32.const(bytes))), lanes.loadSplat(at.value));
          f.set(at, i32.add(at.value, bColumn.value));
        });
        f.set(from, i32.add(from.value, bRow.value));
        f.advance(to, width * bytes);
      });
    };
    f.count(j, i32.const(0), n.value, width, () => {
      f.set(from, i32.add(b.value, i32.mul(j.value, bColumn.value)));
      f.when(i32.lt(i32.sub(n.value, j.value), i32.const(width)), oneByOne, () =>
        f.when(i32.eq(bColumn.value, i32.const(bytes)), rowByRow, () =>
          f.when(i32.eq(bRow.value, i32.const(bytes)), columnByColumn, oneByOne),
        ),
      );
    });
    return undefined;
  });
}

/** A function (m, k, a, aRow, aColumn, to) that lays m × k of A out in panels as high as a tile. */
export function packRows(module: ModuleBuilder, lanes: Lanes, height: number): Callee {
  const { bytes, count } = lanes;
  return module.function(Array<'i32'>(6).fill('i32'), [], (f) => {
    const [m, k, a, aRow, aColumn, to] = f.parameters as [Local, Local, Local, Local, Local, Local];
    const [i, p] = [f.local('i32'), f.local('i32')];
    const storeElement = (target: Local, row: number, from: Term, offset: number): void => {
      f.do(storeLane(lane(lanes), 0, row * bytes), target.value, lanes.loadSplat(from, offset));
    };
    // Columns along memory are read to their end, as columns far apart would push each other out of the cache. What is read behind a
    // column's end gives nothing that is used.
    const columnByColumn = (): void => {
      const [from, target] = [f.local('i32'), f.local('i32')];
      const panel = f.let(i32.mul(k.value, i32.const(height * bytes)));
      const whole = height - (height % count);
      f.count(p, i32.const(0), k.value, 1, () => {
        f.set(from, a.value);
        f.set(target, to.value);
        f.count(i, i32.const(0), m.value, height, () => {
          for (let row = 0; row < whole; row += count) f.do(storeVector(row * bytes), target.value, v128.load(from.value, row * bytes));
          for (let row = whole; row < height; row++) storeElement(target, row, from.value, row * bytes);
          f.advance(from, height * bytes);
          f.set(target, i32.add(target.value, panel.value));
        });
        f.set(a, i32.add(a.value, aColumn.value));
        f.advance(to, height * bytes);
      });
    };
    /** Panel by panel, from pointers to its rows; rows that are not there repeat the last one. */
    const byPanels = (panel: (pointers: readonly Local[]) => void): void => {
      const pointers = Array.from({ length: height }, () => f.local('i32'));
      f.count(i, i32.const(0), m.value, height, () => {
        f.set(pointers[0]!, i32.add(a.value, i32.mul(i.value, aRow.value)));
        for (let row = 1; row < height; row++) {
          const [inside, before] = [i32.lt(i32.add(i.value, i32.const(row)), m.value), pointers[row - 1]!.value];
          f.set(pointers[row]!, i32.select(inside, i32.add(before, aRow.value), before));
        }
        panel(pointers);
      });
    };
    const oneByOne = (pointers: readonly Local[], from: Term): void => {
      f.count(p, from, k.value, 1, () => {
        pointers.forEach((pointer, row) => {
          storeElement(to, row, pointer.value, 0);
          f.set(pointer, i32.add(pointer.value, aColumn.value));
        });
        f.advance(to, height * bytes);
      });
    };
    // Rows that lie along memory: squares are turned, rows that fill none are spread lane by lane.
    const bySquares = (pointers: readonly Local[]): void => {
      const squares = Math.floor(height / count);
      f.count(p, i32.const(0), i32.sub(k.value, i32.const(count - 1)), count, () => {
        for (let square = 0; square < squares; square++) {
          const rows = f.evaluate(pointers.slice(square * count, (square + 1) * count).map(({ value }) => v128.load(value)));
          transposedSquare(f, lanes, rows).forEach((column, c) =>
            f.do(storeVector((c * height + square * count) * bytes), to.value, column),
          );
        }
        for (let row = squares * count; row < height; row++) {
          const [held] = f.evaluate([v128.load(pointers[row]!.value)]);
          for (let c = 0; c < count; c++) f.do(storeLane(lane(lanes), c, (c * height + row) * bytes), to.value, held!);
        }
        for (const pointer of pointers) f.advance(pointer, 16);
        f.advance(to, count * height * bytes);
      });
      oneByOne(pointers, i32.and(k.value, i32.const(-count)));
    };
    f.when(i32.eq(aRow.value, i32.const(bytes)), columnByColumn, () =>
      f.when(
        i32.eq(aColumn.value, i32.const(bytes)),
        () => byPanels(bySquares),
        () => byPanels((pointers) => oneByOne(pointers, i32.const(0))),
      ),
    );
    return undefined;
  });
}
