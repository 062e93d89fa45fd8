import * as core from '@chainrule/core';
import type { Elementwise } from '@chainrule/core';
import { term, unless, type Term } from '../assembler/term.js';
import { gelutanh, mish, silu } from './activations.js';
import { erf, erfc, gelu, normcdf, normpdf } from './error-function.js';
import { exp, expm1, sigmoid, tanh } from './exponential.js';
import { logPair } from './extended.js';
import { acosh, asinh, atanh, cosh, log1pPair, sinh } from './hyperbolic.js';
import { acos, asin, atan } from './inverse-trigonometric.js';
import { f32x4, f64x2, highHalf, i32x4, joinLow, v128, viaDoubles, type Lanes } from './lanes.js';
import { log } from './logarithm.js';
import { multiplyPairs, sumOf } from './pairs.js';
import { cbrt, pow } from './power.js';
import { beyondAngles, cos, sin, tan } from './trigonometric.js';

/** What code for functions is made with. */
export interface Setting {
  /** The function by its reference value, element by element: for what has no code, and for arguments that code does not cover. */
  byReference(fn: Elementwise, lanes: Lanes, args: readonly Term[]): Term;
}

/** Code for a function of vectors. Conditions are masks: all bits of a lane, or none. */
type VectorFunction = (lanes: Lanes, args: readonly Term[], setting: Setting) => Term;

type WideFunction = (lanes: Lanes, args: readonly Term[]) => Term;

const one =
  (f: (lanes: Lanes, x: Term) => Term): VectorFunction =>
  (lanes, [x]) =>
    f(lanes, x!);
const two =
  (f: (lanes: Lanes, a: Term, b: Term) => Term): VectorFunction =>
  (lanes, [a, b]) =>
    f(lanes, a!, b!);

/** Code on doubles, for single precision too: with short series where they are enough. */
const wide =
  (f: (args: readonly Term[], short: boolean) => Term): WideFunction =>
  (lanes, args) => {
    if (lanes.type === 'float64') return f(args, false);
    const half = (part: (x: Term) => Term): Term =>
      f32x4.fromF64(
        f(
          args.map((arg) => f64x2.fromF32(part(arg))),
          true,
        ),
      );
    return joinLow(
      half((x) => x),
      half(highHalf),
    );
  };
const wideOne = (f: (x: Term, short: boolean) => Term): WideFunction => wide(([x], short) => f(x!, short));

/** A table that is made when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The functions of real numbers that there is code for; those with a definition need none of their own. */
export const realFunctions = /* @__PURE__ */ lazily(
  (): ReadonlyMap<Elementwise, VectorFunction> =>
    new Map<Elementwise, VectorFunction>([
      [core.add, two((lanes, a, b) => lanes.add(a, b))],
      [core.sub, two((lanes, a, b) => lanes.sub(a, b))],
      [core.mul, two((lanes, a, b) => lanes.mul(a, b))],
      [core.div, two((lanes, a, b) => lanes.div(a, b))],
      [core.neg, one((lanes, x) => lanes.neg(x))],
      [core.abs, one((lanes, x) => lanes.abs(x))],
      [core.sqrt, one((lanes, x) => lanes.sqrt(x))],
      [core.floor, one((lanes, x) => lanes.floor(x))],
      [core.ceil, one((lanes, x) => lanes.ceil(x))],
      [core.round, one((lanes, x) => lanes.nearest(x))],
      [core.max, two((lanes, a, b) => lanes.max(a, b))],
      [core.min, two((lanes, a, b) => lanes.min(a, b))],
      [core.clip, (lanes, [x, lower, upper]) => lanes.min(lanes.max(x!, lower!), upper!)],
      [
        core.sign,
        one((lanes, x) => v128.select(lanes.gt(lanes.abs(x), lanes.const(0)), v128.or(v128.and(x, lanes.const(-0)), lanes.const(1)), x)),
      ],
      // Not-a-number stays: it is not ≤ 0.
      [core.relu, one((lanes, x) => v128.andNot(x, lanes.le(x, lanes.const(0))))],
      [core.exp, one(exp)],
      [core.expm1, one(expm1)],
      [core.log, one(log)],
      [core.log2, wideOne(logTo(1.4426950408889634, 2.0355273740931033e-17))],
      [core.log10, wideOne(logTo(0.4342944819032518, 1.098319650216765e-17))],
      [core.log1p, wideOne(log1p)],
      [core.tanh, one(tanh)],
      [core.sigmoid, one(sigmoid)],
      [core.sin, angle(core.sin, sin)],
      [core.cos, angle(core.cos, cos)],
      [core.tan, angle(core.tan, (lanes, x) => wideOne(tan)(lanes, [x]))],
      [core.asin, wideOne(asin)],
      [core.acos, wideOne(acos)],
      [core.atan, wideOne(atan)],
      [core.sinh, wideOne(sinh)],
      [core.cosh, wideOne(cosh)],
      [core.asinh, wideOne(asinh)],
      [core.acosh, wideOne(acosh)],
      [core.atanh, wideOne(atanh)],
      [core.pow, wide(([x, y], short) => pow(x!, y!, short))],
      [core.cbrt, wideOne(cbrt)],
      [core.logaddexp, wide(([a, b], short) => logaddexp(a!, b!, short))],
      [core.erf, wideOne(erf)],
      [core.erfc, wideOne(erfc)],
      [core.normcdf, wideOne(normcdf)],
      [core.normpdf, wideOne(normpdf)],
      [core.gelu, wideOne(gelu)],
      [core.gelutanh, wideOne(gelutanh)],
      [core.silu, wideOne(silu)],
      [core.mish, wideOne(mish)],
    ]),
);

/** Functions of one variable whose definitions lose digits at the ends of single precision: they are computed in double precision. */
export const wideDefinitions = /* @__PURE__ */ lazily(
  (): ReadonlySet<Elementwise> => new Set([core.sec, core.csc, core.cot, core.asech, core.acsch]),
);

/** ln(1 + x). For single precision what 1 + x rounds away is put right by the factor x/((1 + x) − 1), after Kahan. */
function log1p(x: Term, short: boolean): Term {
  const c = f64x2.const;
  const sum = f64x2.add(x, c(1));
  const ends = log(f64x2, sum);
  if (short) {
    const rounded = f64x2.sub(sum, c(1));
    const same = v128.or(f64x2.eq(rounded, c(0)), f64x2.eq(x, c(Infinity)));
    return v128.select(same, x, f64x2.mul(ends, f64x2.div(x, rounded)));
  }
  const inside = v128.and(f64x2.gt(x, c(-1)), f64x2.lt(x, c(Infinity)));
  return v128.select(f64x2.eq(x, c(0)), x, v128.select(inside, sumOf(log1pPair([x, c(0)])), ends));
}

/** ln(e^a + e^b), the larger of them put outside. */
function logaddexp(a: Term, b: Term, short: boolean): Term {
  const apart = v128.select(f64x2.eq(a, b), f64x2.const(0), f64x2.abs(f64x2.sub(a, b)));
  return f64x2.add(f64x2.max(a, b), log1p(exp(f64x2, f64x2.neg(apart)), short));
}

/** A logarithm to another base, of which 1/ln is given to twice the digits. */
const logTo =
  (high: number, low: number) =>
  (x: Term, short: boolean): Term => {
    const plain = f64x2.mul(log(f64x2, x), f64x2.const(high));
    if (short) return plain;
    const inside = v128.and(f64x2.gt(x, f64x2.const(0)), f64x2.lt(x, f64x2.const(Infinity)));
    return v128.select(inside, sumOf(multiplyPairs(logPair(x), [f64x2.const(high), f64x2.const(low)])), plain);
  };

function angle(fn: Elementwise, f: (lanes: Lanes, x: Term) => Term): VectorFunction {
  return (lanes, [x], setting) => unless(v128.anyTrue(beyondAngles(lanes, x!)), f(lanes, x!), setting.byReference(fn, lanes, [x!]));
}

/** x to a power known beforehand, where that is a few operations as exact as the power itself. */
export function knownPower(lanes: Lanes, x: Term, exponent: number): Term | undefined {
  const root = (): Term =>
    v128.select(lanes.eq(x, lanes.const(-Infinity)), lanes.const(Infinity), lanes.add(lanes.sqrt(x), lanes.const(0)));
  switch (exponent) {
    case 1:
      return x;
    case 2:
      return lanes.mul(x, x);
    case -1:
      return lanes.div(lanes.const(1), x);
    case 3:
      return lanes.mul(lanes.mul(x, x), x);
    case 0.5:
      return root();
    case -0.5:
      return lanes.div(lanes.const(1), root());
    case 1.5:
      return lanes.type === 'float32' ? viaDoubles((half) => f64x2.mul(half, knownPower(f64x2, half, 0.5)!), x) : undefined;
    case 4:
    case -2:
    case -3:
      return lanes.type === 'float32'
        ? viaDoubles((half) => {
            const square = f64x2.mul(half, half);
            return exponent === 4
              ? f64x2.mul(square, square)
              : f64x2.div(f64x2.const(1), exponent === -2 ? square : f64x2.mul(square, half));
          }, x)
        : undefined;
    default:
      return undefined;
  }
}

export const comparisons = /* @__PURE__ */ lazily(
  (): ReadonlyMap<Elementwise, 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'> =>
    new Map([
      [core.lt, 'lt'],
      [core.le, 'le'],
      [core.gt, 'gt'],
      [core.ge, 'ge'],
      [core.eq, 'eq'],
      [core.ne, 'ne'],
    ] as const),
);

/** The functions of 32-bit integers. */
export const integerFunctions = (dtype: 'int32' | 'uint32'): ReadonlyMap<Elementwise, (...args: Term[]) => Term> => {
  const [min, max] = dtype === 'int32' ? [i32x4.min, i32x4.max] : [i32x4.minUnsigned, i32x4.maxUnsigned];
  const same = (x: Term): Term => x;
  return new Map<Elementwise, (...args: Term[]) => Term>([
    [core.add, i32x4.add],
    [core.sub, i32x4.sub],
    [core.mul, i32x4.mul],
    [core.neg, i32x4.neg],
    [core.abs, dtype === 'int32' ? i32x4.abs : same],
    [core.min, min],
    [core.max, max],
    [core.clip, (x, lower, upper) => min(max(x, lower), upper)],
    [core.floor, same],
    [core.ceil, same],
    [core.round, same],
    [
      core.sign,
      (x) =>
        dtype === 'int32' ? v128.or(i32x4.sar(x, 31), v128.and(i32x4.gt(x, i32x4.const(0)), i32x4.const(1))) : min(x, i32x4.const(1)),
    ],
  ]);
};

/** Every lane by a scalar function of doubles. */
export function laneByLane(lanes: Lanes, f: (args: readonly Term[]) => Term, args: readonly Term[]): Term {
  const narrow = lanes.type === 'float32';
  const at = (index: number): Term => {
    const value = f(args.map((arg) => (narrow ? promoted(f32x4.extract(arg, index)) : f64x2.extract(arg, index))));
    return narrow ? f32x4.scalar.demote(value) : value;
  };
  let vector = lanes.splat(at(0));
  for (let index = 1; index < lanes.count; index++) vector = term('v128', [0xfd, narrow ? 0x20 : 0x22, index], vector, at(index));
  return vector;
}
const promoted = (x: Term): Term => f64x2.scalar.promote(x);
