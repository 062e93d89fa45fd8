import * as core from '@chainrule/core';
import type { Elementwise } from '@chainrule/core';
import { term, unless, type Term } from '../assembler/term.js';
import { exp, expm1, sigmoid, tanh } from './exponential.js';
import { f32x4, f64x2, i32x4, v128, viaDoubles, type Lanes } from './lanes.js';
import { log } from './logarithm.js';
import { beyondAngles, cos, sin } from './trigonometric.js';

/** What code for functions is made with. */
export interface Setting {
  /** The function by its reference value, element by element: for what has no code, and for arguments that code does not cover. */
  byReference(fn: Elementwise, lanes: Lanes, args: readonly Term[]): Term;
}

/** Code for a function of vectors. Conditions are masks: all bits of a lane, or none. */
type VectorFunction = (lanes: Lanes, args: readonly Term[], setting: Setting) => Term;

const one =
  (f: (lanes: Lanes, x: Term) => Term): VectorFunction =>
  (lanes, [x]) =>
    f(lanes, x!);
const two =
  (f: (lanes: Lanes, a: Term, b: Term) => Term): VectorFunction =>
  (lanes, [a, b]) =>
    f(lanes, a!, b!);

/** The functions of real numbers that there is code for; those with a definition need none of their own. */
export const realFunctions = (): ReadonlyMap<Elementwise, VectorFunction> =>
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
    [core.log1p, one(log1p)],
    [core.tanh, one(tanh)],
    [core.sigmoid, one(sigmoid)],
    [core.sin, angle(core.sin, sin)],
    [core.cos, angle(core.cos, cos)],
  ]);

/** Functions of one variable whose definitions lose digits at the ends of single precision: they are computed in double precision. */
export const wideDefinitions = (): ReadonlySet<Elementwise> =>
  new Set([core.silu, core.mish, core.gelu, core.gelutanh, core.normpdf, core.asech, core.acsch]);

/** ln(1 + x): what 1 + x rounds away is put right by the factor x/((1 + x) − 1). Kahan. */
function log1p(lanes: Lanes, x: Term): Term {
  if (lanes.type === 'float32') return viaDoubles((half) => log1p(f64x2, half), x);
  const u = lanes.add(x, lanes.const(1));
  const rounded = lanes.sub(u, lanes.const(1));
  const corrected = lanes.mul(log(lanes, u), lanes.div(x, rounded));
  const plain = v128.or(lanes.eq(u, lanes.const(1)), lanes.eq(x, lanes.const(Infinity)));
  return v128.select(plain, x, v128.select(lanes.eq(u, lanes.const(0)), lanes.const(-Infinity), corrected));
}

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

export const comparisons = (): ReadonlyMap<Elementwise, 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'> =>
  new Map([
    [core.lt, 'lt'],
    [core.le, 'le'],
    [core.gt, 'gt'],
    [core.ge, 'ge'],
    [core.eq, 'eq'],
    [core.ne, 'ne'],
  ] as const);

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
