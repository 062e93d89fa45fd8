import { isFloat, type DType } from '@chainrule/core';
import type { FunctionBuilder, Local } from '../assembler/function-builder.js';
import type { Term } from '../assembler/term.js';
import { f32x4, f64x2, highHalf, i32x4, joinLow, lanesOf, v128 } from '../vector/lanes.js';

export type Reducing = 'sum' | 'product' | 'max' | 'min';

/** Vectors taken together one after the other: what a reduction keeps in registers. */
export interface Accumulator {
  take(f: FunctionBuilder, vector: Term): void;
  /** Another accumulator's content too. */
  join(f: FunctionBuilder, other: this): void;
  /** Lane by lane. */
  vector(): Term;
  /** All lanes together, in lane 0. */
  total(): Term;
  /** What changes nothing: for lanes that are beyond the end. */
  readonly identity: Term;
  readonly locals: readonly Local[];
}

/** An accumulator at its beginning. Single precision is summed and multiplied in double precision, double precision summed with what rounding loses. */
export function accumulator(f: FunctionBuilder, reducing: Reducing, dtype: DType): Accumulator {
  if (dtype === 'float32' && (reducing === 'sum' || reducing === 'product')) return doubled(f, reducing);
  if (dtype === 'float64' && reducing === 'sum') return compensated(f);
  const lanes = isFloat(dtype) ? lanesOf(dtype) : i32x4;
  return plain(f, combination(reducing, dtype), identityOf(reducing, dtype), 'count' in lanes && lanes.count === 2);
}

function combination(reducing: Reducing, dtype: DType): (a: Term, b: Term) => Term {
  if (isFloat(dtype)) {
    const lanes = lanesOf(dtype);
    return { sum: lanes.add, product: lanes.mul, max: lanes.max, min: lanes.min }[reducing];
  }
  const signed = dtype !== 'uint32';
  return { sum: i32x4.add, product: i32x4.mul, max: signed ? i32x4.max : i32x4.maxUnsigned, min: signed ? i32x4.min : i32x4.minUnsigned }[
    reducing
  ];
}

function identityOf(reducing: Reducing, dtype: DType): Term {
  const infinite = { sum: 0, product: 1, max: -Infinity, min: Infinity }[reducing];
  if (isFloat(dtype)) return lanesOf(dtype).const(infinite);
  const extremes = dtype === 'uint32' ? { max: 0, min: -1 } : { max: -(2 ** 31), min: 2 ** 31 - 1 };
  return i32x4.const(reducing === 'max' || reducing === 'min' ? extremes[reducing] : infinite);
}

const secondLane = (a: Term): Term => v128.shuffle(a, a, [4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7]);

function plain(f: FunctionBuilder, combine: (a: Term, b: Term) => Term, identity: Term, wide: boolean): Accumulator {
  const local = f.let(identity);
  return {
    identity,
    locals: [local],
    take: (g, vector) => {
      g.set(local, combine(local.value, vector));
    },
    join: (g, other) => {
      g.set(local, combine(local.value, other.locals[0]!.value));
    },
    vector: () => local.value,
    total: () => {
      const halves = combine(local.value, highHalf(local.value));
      return wide ? halves : combine(halves, secondLane(halves));
    },
  };
}

function doubled(f: FunctionBuilder, reducing: 'sum' | 'product'): Accumulator {
  const combine = reducing === 'sum' ? f64x2.add : f64x2.mul;
  const start = f64x2.const(reducing === 'sum' ? 0 : 1);
  const [low, high] = [f.let(start), f.let(start)];
  return {
    identity: f32x4.const(reducing === 'sum' ? 0 : 1),
    locals: [low, high],
    take: (g, vector) => {
      const [part] = g.evaluate([vector]);
      g.set(low, combine(low.value, f64x2.fromF32(part!)));
      g.set(high, combine(high.value, f64x2.fromF32(highHalf(part!))));
    },
    join: (g, other) => {
      g.set(low, combine(low.value, other.locals[0]!.value));
      g.set(high, combine(high.value, other.locals[1]!.value));
    },
    vector: () => joinLow(f32x4.fromF64(low.value), f32x4.fromF64(high.value)),
    total: () => {
      const both = combine(low.value, high.value);
      return f32x4.fromF64(combine(both, highHalf(both)));
    },
  };
}

/** Neumaier's summation: what each addition rounds away is added up beside. */
function compensated(f: FunctionBuilder): Accumulator {
  const [sum, lost] = [f.let(f64x2.const(0)), f.let(f64x2.const(0))];
  const take = (g: FunctionBuilder, vector: Term): void => {
    const total = f64x2.add(sum.value, vector);
    // Knuth's two-sum, which needs no comparison.
    const part = f64x2.sub(total, sum.value);
    const error = f64x2.add(f64x2.sub(sum.value, f64x2.sub(total, part)), f64x2.sub(vector, part));
    const finite = f64x2.eq(f64x2.sub(total, total), f64x2.const(0));
    const [next, correction] = g.evaluate([total, f64x2.add(lost.value, v128.and(error, finite))]);
    g.set(sum, next!);
    g.set(lost, correction!);
  };
  const vector = (): Term => f64x2.add(sum.value, lost.value);
  return {
    identity: f64x2.const(-0),
    locals: [sum, lost],
    take,
    join: (g, other) => {
      take(g, other.locals[0]!.value);
      g.set(lost, f64x2.add(lost.value, other.locals[1]!.value));
    },
    vector,
    total: () => f64x2.add(vector(), highHalf(vector())),
  };
}
