/**
 * Random words and normal numbers, the same bits as core's: threefry on four counters at a time, and Box–Muller with core's
 * portable logarithm and cosine, operation by operation, with their coefficients.
 */
import type { Term } from '../assembler/term.js';
import { add, constant as c, mul, sub } from './doubles.js';
import { f64x2, i32x4, i64x2, v128 } from './lanes.js';
import { dividePairs, exactSum, sumOf, type Pair } from './pairs.js';
import { polynomial } from './polynomial.js';

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** Threefry-2×32 with 20 rounds: keys and counters are vectors of words. */
export function threefry(k0: Term, k1: Term, c0: Term, c1: Term): readonly [Term, Term] {
  const keys = [k0, k1, v128.xor(v128.xor(k0, k1), i32x4.const(0x1bd11bda))] as const;
  let [x, y] = [i32x4.add(c0, k0), i32x4.add(c1, k1)];
  for (let group = 0; group < 5; group++) {
    for (let round = 0; round < 4; round++) {
      const rotation = rotations[(group % 2) * 4 + round]!;
      x = i32x4.add(x, y);
      y = v128.xor(v128.or(i32x4.shl(y, rotation), i32x4.shr(y, 32 - rotation)), x);
    }
    x = i32x4.add(x, keys[(group + 1) % 3]!);
    y = i32x4.add(i32x4.add(y, keys[(group + 2) % 3]!), i32x4.const(group + 1));
  }
  return [x, y];
}

// (2 artanh(s) − 2s)/s³ in s²
const artanh = [
  0.6666666666666666, 0.3999999999999999, 0.285714285714354, 0.2222222221986, 0.181818185937, 0.15384575132, 0.133356387, 0.11688124,
  0.11882,
];
const ln2 = [0.6931471804855391, 7.440617110012397e-11] as const;

/** log x for normal x > 0. */
function portableLog(x: Term): Term {
  const mantissa = v128.or(v128.and(x, i64x2.const(0x000fffffffffffffn)), c(1));
  const large = f64x2.gt(mantissa, c(1.4142135623730951));
  const m = v128.select(large, mul(mantissa, c(0.5)), mantissa);
  // The exponent read as a number: its bits in the mantissa of 2⁵².
  const exponent = sub(v128.or(i64x2.shr(x, 52), c(2 ** 52)), c(2 ** 52 + 1023));
  const k = add(exponent, v128.and(large, c(1)));
  const f = sub(m, c(1));
  const [s, rest] = dividePairs([f, c(0)], exactSum(c(2), f));
  const z = mul(s, s);
  const sum = exactSum(mul(k, c(ln2[0])), mul(c(2), s));
  const tail = add(add(mul(c(2), rest), mul(mul(s, z), polynomial(f64x2, artanh, z))), mul(k, c(ln2[1])));
  return sumOf(exactSum(sum[0], add(sum[1], tail)));
}

const halfPi = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32] as const;
// (sin r − r)/r³ and (cos r − 1 + r²/2)/r⁴ in r²
const sine = [-0.16666666666666666, 0.008333333333330948, -0.0001984126983675857, 2.7557316102552e-6, -2.5051131845e-8, 1.59181293e-10];
const cosine = [0.041666666666666664, -0.0013888888888887398, 2.48015872987657e-5, -2.755731727173e-7, 2.087614627e-9, -1.13826324e-11];

/** cos x for 0 ≤ x < 2²⁰. */
function portableCos(x: Term): Term {
  const n = f64x2.floor(add(f64x2.div(x, c(Math.PI / 2)), c(0.5)));
  const minus = f64x2.neg(n);
  const first = exactSum(sub(x, mul(n, c(halfPi[0]))), mul(minus, c(halfPi[1])));
  const second = exactSum(first[0], mul(minus, c(halfPi[2])));
  const reduced = exactSum(second[0], sub(add(first[1], second[1]), mul(n, c(halfPi[3]))));
  const [r, low]: Pair = exactSum(reduced[0], reduced[1]);
  const z = mul(r, r);
  const s = add(r, add(mul(mul(r, z), polynomial(f64x2, sine, z)), mul(low, sub(c(1), mul(z, c(0.5))))));
  const leading = sub(c(1), mul(z, c(0.5)));
  const correction = sub(mul(mul(z, z), polynomial(f64x2, cosine, z)), mul(r, low));
  const t = add(leading, add(sub(sub(c(1), leading), mul(z, c(0.5))), correction));
  const quarters = i64x2.add(i64x2.extendLow(i32x4.fromF64(n)), i64x2.const(1));
  const odd = i64x2.ne(v128.and(quarters, i64x2.const(1)), i64x2.const(0));
  return v128.xor(v128.select(odd, t, s), v128.and(i64x2.shl(quarters, 62), c(-0)));
}

/** Standard normal numbers from the low two pairs of words, by Box and Muller's transform. */
export function normalOf(a: Term, b: Term): Term {
  const u = mul(add(f64x2.fromU32(a), c(1)), c(2 ** -32));
  const angle = mul(mul(c(2 * Math.PI), f64x2.fromU32(b)), c(2 ** -32));
  return mul(f64x2.sqrt(mul(c(-2), portableLog(u))), portableCos(angle));
}
