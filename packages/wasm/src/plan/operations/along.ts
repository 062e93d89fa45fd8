import { bytesPerElement, sameShape, sizeOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { storeLane, lanesOf } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';
import { fillZero } from './copy.js';
import { inRange } from './rows.js';

/** Elements of every line at the places that the line's own indices name; lines along the last axis. */
export function takeAlong(lowering: Lowering, instruction: Instruction): boolean {
  const { axis } = instruction.parameters as { readonly axis: number };
  const [x, indices] = instruction.inputs.map((register) => lowering.program.types[register]!);
  const { dtype } = x!;
  if (axis !== -1 || !sameShape(x!.shape.slice(0, -1), indices!.shape.slice(0, -1)) || (dtype !== 'float32' && dtype !== 'float64'))
    return false;
  const bytes = bytesPerElement(dtype);
  const views = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const [line, picks, lines] = [x!.shape.at(-1)!, indices!.shape.at(-1)!, sizeOf(x!.shape.slice(0, -1))];
  lowering.emitChecked(instruction, views, `take ${picks} of ${line} in ${lines} lines`, (f, [from, index, to], refuse) => {
    inRange(
      f,
      index!.value,
      lines * picks,
      line,
      () => {
        const element = (): Term => i32.add(from!.value, i32.mul(i32.load(index!.value), i32.const(bytes)));
        f.times(lines, () => {
          f.times(picks, () => {
            f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), to!.value, lanesOf(dtype).loadSplat(element()));
            f.advance(index!, 4);
            f.advance(to!, bytes);
          });
          f.advance(from!, line * bytes);
        });
      },
      refuse,
    );
  });
  return true;
}

/** The adjoint: elements added up along lines where indices say. */
export function addAlong(lowering: Lowering, instruction: Instruction): boolean {
  const { axis, size } = instruction.parameters as { readonly axis: number; readonly size: number };
  const [g, indices] = instruction.inputs.map((register) => lowering.program.types[register]!);
  const { dtype } = g!;
  if (axis !== -1 || !sameShape(g!.shape, indices!.shape) || (dtype !== 'float32' && dtype !== 'float64')) return false;
  const lanes = lanesOf(dtype);
  const bytes = lanes.bytes;
  const views = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const [picks, lines] = [g!.shape.at(-1)!, sizeOf(g!.shape.slice(0, -1))];
  lowering.emitChecked(instruction, views, `add ${picks} into ${size} in ${lines} lines`, (f, [from, index, to], refuse) => {
    inRange(
      f,
      index!.value,
      lines * picks,
      size,
      () => {
        fillZero(f, to!.value, lines * size * bytes);
        const target = f.local('i32');
        f.times(lines, () => {
          f.times(picks, () => {
            f.set(target, i32.add(to!.value, i32.mul(i32.load(index!.value), i32.const(bytes))));
            f.do(
              storeLane(bytes === 4 ? 2 : 3, 0, 0),
              target.value,
              lanes.add(lanes.loadSplat(target.value), lanes.loadSplat(from!.value)),
            );
            f.advance(index!, 4);
            f.advance(from!, bytes);
          });
          f.advance(to!, size * bytes);
        });
      },
      refuse,
    );
  });
  return true;
}
