import { bytesPerElement, isFloat, sizeOf } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';
import type { FunctionBuilder, Local } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { loadNumber, storeNumber } from '../../kernels/number.js';
import type { Place } from '../../kernels/view.js';
import { f64x2, storeVector, v128 } from '../../vector/lanes.js';
import type { Lowering } from '../lowering.js';

/** A complex number is one vector of two doubles. */
const bytes = 16;

/**
 * Fourier transforms of lines of complex numbers, in double precision: prime factor by prime factor, from one buffer into another,
 * in the order that needs no reordering (Stockham's; Cochran et al. 1967, "What is the fast Fourier transform?").
 */
export function fourier(lowering: Lowering, { inputs, outputs, parameters }: Instruction): boolean {
  const { sign } = parameters as { readonly sign: 1 | -1 };
  const { dtype, shape } = lowering.program.types[outputs[0]!]!;
  if (!isFloat(dtype)) return false;
  const view = lowering.dense(lowering.view(inputs[0]!));
  const n = shape.at(-2)!;
  const turns: Place = { dtype: 'float64', size: 2 * n, name: 'turns' };
  const known = lowering.known({ place: turns, value: { dtype: 'float64', shape: [2 * n], data: turnsOf(n, sign) } });
  const room: Place = { dtype: 'float64', size: 4 * n, name: 'scratch' };
  const place = lowering.place(outputs[0]!);
  const size = bytesPerElement(dtype);
  const callee = lowering.workshop.module.function(['i32', 'i32', 'i32', 'i32'], [], (f) => {
    const [from, table, to, buffers] = f.parameters as [Local, Local, Local, Local];
    const [source, target] = [f.local('i32'), f.local('i32')];
    f.times(sizeOf(shape.slice(0, -2)), () => {
      f.set(source, buffers.value);
      f.set(target, i32.add(buffers.value, i32.const(bytes * n)));
      const write = f.let(source.value);
      f.times(2 * n, () => {
        storeNumber(f, 'float64', write.value, loadNumber(dtype, from.value));
        f.advance(from, size);
        f.advance(write, 8);
      });
      let done = 1;
      for (const factor of factorsOf(n)) {
        join(f, { source, target, table, n, done, factor });
        done *= factor;
        const held = f.let(source.value);
        f.set(source, target.value);
        f.set(target, held.value);
      }
      const read = f.let(source.value);
      f.times(2 * n, () => {
        storeNumber(f, dtype, to.value, loadNumber('float64', read.value));
        f.advance(read, 8);
        f.advance(to, size);
      });
    });
    return undefined;
  });
  lowering.emit({
    callee,
    reads: [view, known],
    writes: [place, room],
    inOrder: false,
    text: `Fourier transforms of [${shape.join(', ')}]`,
  });
  return true;
}

interface Stage {
  readonly source: Local;
  readonly target: Local;
  readonly table: Local;
  readonly n: number;
  /** How long the transforms are that are joined, by this many at a time. */
  readonly done: number;
  readonly factor: number;
}

/** Transforms of length `done` joined to ones `factor` times as long. Frequency k of the transform of every m-th element, from the q-th on, is at k·m + q. */
function join(f: FunctionBuilder, { source, target, table, n, done, factor }: Stage): void {
  const apart = n / done / factor;
  const [k, q, turn, sum] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('v128')];
  const [part, to, read] = [f.local('i32'), f.let(target.value), f.local('i32')];
  const step = f.local('i32');
  f.count(k, i32.const(0), i32.const(done * factor), 1, () => {
    // The part's frequency is k modulo its length.
    f.set(part, i32.add(source.value, i32.mul(i32.remainder(k.value, i32.const(done)), i32.const(factor * apart * bytes))));
    f.set(step, i32.mul(k.value, i32.const(apart)));
    f.count(q, i32.const(0), i32.const(apart), 1, () => {
      f.set(read, part.value);
      f.set(sum, v128.load(read.value));
      f.set(turn, i32.const(0));
      f.times(factor - 1, () => {
        f.advance(read, apart * bytes);
        f.set(turn, i32.add(turn.value, step.value));
        f.set(turn, i32.select(i32.lt(turn.value, i32.const(n)), turn.value, i32.sub(turn.value, i32.const(n))));
        const place = i32.add(table.value, i32.mul(turn.value, i32.const(bytes)));
        f.set(sum, f64x2.add(sum.value, product(v128.load(read.value), place)));
      });
      f.do(storeVector(0), to.value, sum.value);
      f.advance(to, bytes);
      f.advance(part, bytes);
    });
  });
}

/** (a + bi)·(c + di), the second factor at an address: [a, b]·c + [−b, a]·d. */
function product(number: Term, factor: Term): Term {
  const turned = v128.shuffle(number, number, [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]);
  const signs = f64x2.mul(turned, f64x2.lanes([-1, 1]));
  return f64x2.add(f64x2.mul(number, v128.load64Splat(factor)), f64x2.mul(signs, v128.load64Splat(factor, 8)));
}

function factorsOf(n: number): number[] {
  const factors: number[] = [];
  let rest = n;
  for (let p = 2; rest > 1; p++) for (; rest % p === 0; rest /= p) factors.push(p);
  return factors;
}

/** exp(sign·2πi·t/n) for every t, exact at whole quarters of a turn. */
function turnsOf(n: number, sign: 1 | -1): Float64Array<ArrayBuffer> {
  const cosine = (quarters: number): number =>
    quarters % n === 0 ? [1, 0, -1, 0][(((quarters / n) % 4) + 4) % 4]! : Math.cos((Math.PI / 2) * (quarters / n));
  return Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? cosine(2 * i) : sign * cosine(2 * (i - 1) - n)));
}
