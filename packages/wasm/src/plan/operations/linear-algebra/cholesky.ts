import type { Instruction } from '@chainrule/program';
import { f64, i32 } from '../../../assembler/scalar.js';
import type { Lowering } from '../../lowering.js';
import { emitStack, entryAt, matrixBytes, readMatrix, storeDouble, subtractRow, writeMatrix, type Matrix } from './matrices.js';

/**
 * The lower triangular L with L·Lᵀ = (A + Aᵀ)/2, column by column: the multiples of finished columns are taken off the columns that follow.
 * It works on Lᵀ, whose rows lie along memory.
 */
export function cholesky(lowering: Lowering, instruction: Instruction): boolean {
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]!]!;
  if (dtype !== 'float32' && dtype !== 'float64') return false;
  const n = shape.at(-1)!;
  const room = matrixBytes(n, n);
  emitStack(lowering, instruction, `cholesky of [${shape.join(', ')}]`, [room, room], ({ f, pointers: [from, to], rooms, bad }) => {
    const [given, turned] = rooms.map((base): Matrix => ({ base, rows: n, columns: n })) as [Matrix, Matrix];
    readMatrix(f, dtype, from!.value, given);
    const [k, i, j] = [f.local('i32'), f.local('i32'), f.local('i32')];
    const size = i32.const(n);
    f.count(i, i32.const(0), size, 1, () =>
      f.count(j, i.value, size, 1, () =>
        storeDouble(
          f,
          entryAt(turned, i.value, j.value),
          f64.mul(f64.const(0.5), f64.add(f64.load(entryAt(given, i.value, j.value)), f64.load(entryAt(given, j.value, i.value)))),
        ),
      ),
    );
    f.count(k, i32.const(0), size, 1, () => {
      const pivot = f.let(f64.load(entryAt(turned, k.value, k.value)));
      f.set(bad, i32.or(bad.value, f64.le(pivot.value, f64.const(0))));
      const root = f.let(f64.sqrt(pivot.value));
      f.count(j, k.value, size, 1, () => {
        const entry = f.let(entryAt(turned, k.value, j.value));
        storeDouble(f, entry.value, f64.div(f64.load(entry.value), root.value));
      });
      f.count(i, i32.add(k.value, i32.const(1)), size, 1, () =>
        subtractRow(
          f,
          entryAt(turned, i.value, i.value),
          entryAt(turned, k.value, i.value),
          f64.load(entryAt(turned, k.value, i.value)),
          i32.sub(size, i.value),
        ),
      );
    });
    // Turned back, with zeros above the diagonal.
    f.count(i, i32.const(0), size, 1, () =>
      f.count(j, i32.const(0), size, 1, () =>
        storeDouble(
          f,
          entryAt(given, i.value, j.value),
          i32.select(i32.lt(i.value, j.value), f64.const(0), f64.load(entryAt(turned, j.value, i.value))),
        ),
      ),
    );
    writeMatrix(f, dtype, given, to!.value);
  });
  return true;
}
