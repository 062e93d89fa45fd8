import type { Term } from '../assembler/term.js';
import { f32x4, f64x2, i32x4, i64x2, v128, type Lanes } from './lanes.js';
import { polynomial } from './polynomial.js';

/** x = 2^k·(1 + f) with 1 + f between √½ and √2; subnormal x too. */
export function split(lanes: Lanes, x: Term): { readonly k: Term; readonly f: Term } {
  if (lanes.type === 'float32') {
    const small = f32x4.lt(x, f32x4.const(2 ** -126));
    const scaled = v128.select(small, f32x4.mul(x, f32x4.const(2 ** 23)), x);
    // Counting from √½ = 0x3f3504f3 puts the mantissa's carry into the exponent.
    const counted = i32x4.add(scaled, i32x4.const(0x3f800000 - 0x3f3504f3));
    const k = i32x4.sub(i32x4.shr(counted, 23), i32x4.const(127));
    const f = f32x4.sub(i32x4.add(v128.and(counted, i32x4.const(0x007fffff)), i32x4.const(0x3f3504f3)), f32x4.const(1));
    return { k: f32x4.sub(f32x4.fromI32(k), v128.and(small, f32x4.const(23))), f };
  }
  const small = f64x2.lt(x, f64x2.const(2 ** -1022));
  const scaled = v128.select(small, f64x2.mul(x, f64x2.const(2 ** 54)), x);
  const root = 0x3fe6a09e667f3bcdn;
  const counted = i64x2.add(scaled, i64x2.const(0x3ff0000000000000n - root));
  // The exponent read as a number: its bits in the mantissa of 2⁵².
  const exponent = f64x2.sub(v128.or(i64x2.shr(counted, 52), f64x2.const(2 ** 52)), f64x2.const(2 ** 52 + 1023));
  const f = f64x2.sub(i64x2.add(v128.and(counted, i64x2.const(0x000fffffffffffffn)), i64x2.const(root)), f64x2.const(1));
  return { k: f64x2.sub(exponent, v128.and(small, f64x2.const(54))), f };
}

// Cephes' logf: (ln(1 + f) − f + f²/2)/f³.
const single = [
  3.3333331174e-1, -2.4999993993e-1, 2.0000714765e-1, -1.6668057665e-1, 1.4249322787e-1, -1.2420140846e-1, 1.167699874e-1, -1.151461031e-1,
  7.0376836292e-2,
];
// fdlibm's e_log: with s = f/(2 + f), (ln(1 + f) − 2s)/s − f²/2 … in s².
const double = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1, 1.818357216161805012e-1,
  1.531383769920937332e-1, 1.479819860511658591e-1,
];

/** The natural logarithm. */
export function log(lanes: Lanes, x: Term): Term {
  const { k, f } = split(lanes, x);
  const half = lanes.mul(lanes.mul(f, f), lanes.const(0.5));
  const finite = lanes.type === 'float32' ? singleLog(k, f, half) : doubleLog(k, f, half);
  const outside = v128.select(
    lanes.eq(x, lanes.const(0)),
    lanes.const(-Infinity),
    v128.select(lanes.lt(x, lanes.const(0)), lanes.const(NaN), x),
  );
  const inside = v128.and(lanes.gt(x, lanes.const(0)), lanes.lt(x, lanes.const(Infinity)));
  return v128.select(inside, finite, outside);
}

function singleLog(k: Term, f: Term, half: Term): Term {
  const cubic = f32x4.mul(f32x4.mul(f, f32x4.mul(f, f)), polynomial(f32x4, single, f));
  const tail = f32x4.sub(f32x4.add(cubic, f32x4.mul(k, f32x4.const(-2.12194440054690583e-4))), half);
  return f32x4.add(f32x4.add(f, tail), f32x4.mul(k, f32x4.const(0.693359375)));
}

function doubleLog(k: Term, f: Term, half: Term): Term {
  const s = f64x2.div(f, f64x2.add(f, f64x2.const(2)));
  const z = f64x2.mul(s, s);
  const r = f64x2.mul(z, polynomial(f64x2, double, z));
  const correction = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), f64x2.mul(k, f64x2.const(1.90821492927058770002e-10)));
  return f64x2.sub(f64x2.mul(k, f64x2.const(6.9314718036912381649e-1)), f64x2.sub(f64x2.sub(half, correction), f));
}
