import { bytesPerElement } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../../assembler/function-builder.js';
import { f64, i32 } from '../../../assembler/scalar.js';
import type { Term } from '../../../assembler/term.js';
import { f64x2, storeVector, v128 } from '../../../vector/lanes.js';
import type { Lowering } from '../../lowering.js';
import { copyBytes } from '../copy.js';
import { emitStack, entryAt, matrixBytes, readMatrix, rowAt, subtractRow, writeMatrix, type Matrix } from './matrices.js';

interface Triangular {
  readonly part: 'lower' | 'upper';
  readonly transposed: boolean;
}

/** The solution of A·x = b for a triangular A. */
export function triangularSolve(lowering: Lowering, instruction: Instruction): boolean {
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (dtype !== 'float32' && dtype !== 'float64') return false;
  const [n, width] = shape.slice(-2) as [number, number];
  const rooms = [matrixBytes(n, n), matrixBytes(n, width)];
  emitStack(lowering, instruction, `triangular solution of [${shape.join(', ')}]`, rooms, ({ f, pointers: [a, b, to], rooms, bad }) => {
    const matrix: Matrix = { base: rooms[0]!, rows: n, columns: n };
    const right: Matrix = { base: rooms[1]!, rows: n, columns: width };
    readMatrix(f, dtype, a!.value, matrix);
    readMatrix(f, dtype, b!.value, right);
    substitute(f, matrix, right, instruction.parameters as Triangular, bad);
    writeMatrix(f, dtype, right, to!.value);
  });
  return true;
}

/** The solution of A·x = b, or Aᵀ·x = b, from the factors of A with rows exchanged. */
export function solveFactored(lowering: Lowering, instruction: Instruction): boolean {
  const { transposed } = instruction.parameters as { readonly transposed: boolean };
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (dtype !== 'float32' && dtype !== 'float64') return false;
  const [n, width] = shape.slice(-2) as [number, number];
  const row = width * bytesPerElement(dtype);
  const rooms = [matrixBytes(n, n), matrixBytes(n, width)];
  emitStack(lowering, instruction, `solution of [${shape.join(', ')}] by factors`, rooms, ({ f, pointers, rooms, bad }) => {
    const [, b, packed, order, to] = pointers as [Local, Local, Local, Local, Local];
    const factors: Matrix = { base: rooms[0]!, rows: n, columns: n };
    const right: Matrix = { base: rooms[1]!, rows: n, columns: width };
    readMatrix(f, dtype, packed.value, factors);
    const lineAt = (base: Local, at: Term): Term => i32.add(base.value, i32.mul(at, i32.const(row)));
    // Rows of b in the order of the factors' rows; or, where A is transposed, the solution's rows back in theirs.
    const ordered = (move: (row: Term, place: Term) => void): void => {
      const [i, place, next] = [f.local('i32'), f.local('i32'), f.let(order.value)];
      f.count(i, i32.const(0), i32.const(n), 1, () => {
        f.set(place, i32.load(next.value));
        f.when(
          i32.below(place.value, i32.const(n)),
          () => move(i.value, place.value),
          () => f.set(bad, i32.const(1)),
        );
        f.advance(next, 4);
      });
    };
    // The result's memory holds rows on their way.
    if (transposed) readMatrix(f, dtype, b.value, right);
    else {
      ordered((i, place) => copyBytes(f, lineAt(to, i), lineAt(b, place), i32.const(row)));
      readMatrix(f, dtype, to.value, right);
    }
    substitute(f, factors, right, { part: transposed ? 'upper' : 'lower', transposed }, bad, !transposed);
    substitute(f, factors, right, { part: transposed ? 'lower' : 'upper', transposed }, bad, transposed);
    if (!transposed) writeMatrix(f, dtype, right, to.value);
    else ordered((i, place) => writeMatrix(f, dtype, { base: f.let(rowAt(right, i)), rows: 1, columns: width }, lineAt(to, place)));
  });
  return true;
}

/** Forward or backward substitution in place; `unit`: the diagonal is one and not read. */
function substitute(f: FunctionBuilder, a: Matrix, x: Matrix, { part, transposed }: Triangular, bad: Local, unit = false): void {
  const n = a.rows;
  const forward = (part === 'lower') !== transposed;
  const [k, done] = [f.local('i32'), f.local('i32')];
  const place = (at: Term): Term => (forward ? at : i32.sub(i32.const(n - 1), at));
  f.count(k, i32.const(0), i32.const(n), 1, () => {
    const i = f.let(place(k.value));
    const row = f.let(rowAt(x, i.value));
    f.count(done, i32.const(0), k.value, 1, () => {
      const p = f.let(place(done.value));
      const factor = f64.load(transposed ? entryAt(a, p.value, i.value) : entryAt(a, i.value, p.value));
      subtractRow(f, row.value, rowAt(x, p.value), factor, i32.const(x.columns));
    });
    if (unit) return;
    const pivot = f.let(f64.load(entryAt(a, i.value, i.value)));
    f.set(bad, i32.or(bad.value, f64.eq(pivot.value, f64.const(0))));
    const [divisor] = f.evaluate([f64x2.splat(pivot.value)]);
    f.times(Math.ceil(x.columns / 2), () => {
      f.do(storeVector(0), row.value, f64x2.div(v128.load(row.value), divisor!));
      f.advance(row, 16);
    });
  });
}
