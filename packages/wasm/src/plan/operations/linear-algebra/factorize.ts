import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../../assembler/function-builder.js';
import { f64, i32, storeWord } from '../../../assembler/scalar.js';
import type { Term } from '../../../assembler/term.js';
import type { Lowering } from '../../lowering.js';
import { emitStack, entryAt, matrixBytes, readMatrix, rowAt, storeDouble, subtractRow, writeMatrix, type Matrix } from './matrices.js';

/** The factors of a square matrix with rows exchanged, P·A = L·U, and the order of rows: elimination with the largest pivot of each column. */
export function factorize(lowering: Lowering, instruction: Instruction): boolean {
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (dtype !== 'float32' && dtype !== 'float64') return false;
  const n = shape.at(-1)!;
  emitStack(lowering, instruction, `factors of [${shape.join(', ')}]`, [matrixBytes(n, n)], ({ f, pointers: [from, to, order], rooms }) => {
    const matrix: Matrix = { base: rooms[0]!, rows: n, columns: n };
    readMatrix(f, dtype, from!.value, matrix);
    const [k, i, best] = [f.local('i32'), f.local('i32'), f.local('i32')];
    const size = i32.const(n);
    const placeOf = (row: Term): Term => i32.add(order!.value, i32.shl(row, i32.const(2)));
    f.count(i, i32.const(0), size, 1, () => f.do(storeWord(0), placeOf(i.value), i.value));
    f.count(k, i32.const(0), size, 1, () => {
      f.set(best, k.value);
      const largest = f.let(f64.abs(f64.load(entryAt(matrix, k.value, k.value))));
      f.count(i, i32.add(k.value, i32.const(1)), size, 1, () => {
        const here = f.let(f64.abs(f64.load(entryAt(matrix, i.value, k.value))));
        f.when(f64.gt(here.value, largest.value), () => {
          f.set(largest, here.value);
          f.set(best, i.value);
        });
      });
      f.when(i32.ne(best.value, k.value), () => {
        exchange(f, rowAt(matrix, k.value), rowAt(matrix, best.value), n);
        const [one, other] = f.evaluate([i32.load(placeOf(k.value)), i32.load(placeOf(best.value))]);
        f.do(storeWord(0), placeOf(k.value), other!);
        f.do(storeWord(0), placeOf(best.value), one!);
      });
      const diagonal = f.let(f64.load(entryAt(matrix, k.value, k.value)));
      f.when(f64.ne(diagonal.value, f64.const(0)), () => eliminate(f, matrix, k, i, diagonal.value));
    });
    writeMatrix(f, dtype, matrix, to!.value);
  });
  return true;
}

/** Takes multiples of row k off the rows below; what they were stands in column k. */
function eliminate(f: FunctionBuilder, matrix: Matrix, k: Local, i: Local, diagonal: Term): void {
  const next = i32.add(k.value, i32.const(1));
  f.count(i, next, i32.const(matrix.rows), 1, () => {
    const entry = f.let(entryAt(matrix, i.value, k.value));
    const factor = f.let(f64.div(f64.load(entry.value), diagonal));
    storeDouble(f, entry.value, factor.value);
    f.when(f64.ne(factor.value, f64.const(0)), () =>
      subtractRow(
        f,
        entryAt(matrix, i.value, next),
        entryAt(matrix, k.value, next),
        factor.value,
        i32.sub(i32.const(matrix.columns), next),
      ),
    );
  });
}

function exchange(f: FunctionBuilder, a: Term, b: Term, columns: number): void {
  const [p, q] = [f.let(a), f.let(b)];
  f.times(columns, () => {
    const [x, y] = f.evaluate([f64.load(p.value), f64.load(q.value)]);
    storeDouble(f, p.value, y!);
    storeDouble(f, q.value, x!);
    f.advance(p, 8);
    f.advance(q, 8);
  });
}
