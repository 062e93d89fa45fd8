import type { Term } from '../assembler/term.js';
import { f32x4, f64x2, highHalf, i32x4, i64x2, joinLow, v128, type Lanes } from './lanes.js';
import { dividePairs, type Pair } from './pairs.js';
import { polynomial } from './polynomial.js';

/** Up to here the quarter turns in x are counted and taken off without losing digits; beyond, the reference value is asked. */
export const largestAngle = 2 ** 19;

const perQuarter = 2 / Math.PI;
// π/2 in three parts of 33 bits and a rest (fdlibm, e_rem_pio2).
const [first, second, third, rest] = [
  1.57079632673412561417, 6.0771005063039659766e-11, 2.0222662487111664558e-21, 8.47842766036889956997e-32,
];

/** The quarter turns in x as integers, and what is left as a sum of two numbers. */
interface Turned {
  readonly quarters: Term;
  readonly r: Term;
  readonly tail: Term | undefined;
}

function turned(lanes: Lanes, x: Term): Turned {
  const n = lanes.nearest(lanes.mul(x, lanes.const(perQuarter)));
  if (lanes.type === 'float32') {
    const quarters = i32x4.fromF32(n);
    const left = (half: Term, k: Term): Term => {
      const turns = f64x2.fromI32(k);
      const angle = f64x2.fromF32(half);
      return f32x4.fromF64(
        f64x2.sub(f64x2.sub(angle, f64x2.mul(turns, f64x2.const(first))), f64x2.mul(turns, f64x2.const(6.07710050650619224932e-11))),
      );
    };
    return { quarters, r: joinLow(left(x, quarters), left(highHalf(x), highHalf(quarters))), tail: undefined };
  }
  // Each part is taken off with what the step before rounded away.
  const t = f64x2.sub(x, f64x2.mul(n, f64x2.const(first)));
  const w = f64x2.mul(n, f64x2.const(second));
  const u = f64x2.sub(t, w);
  const lost = f64x2.sub(f64x2.sub(t, u), w);
  const v = f64x2.sub(f64x2.mul(n, f64x2.const(third)), lost);
  const s = f64x2.sub(u, v);
  const lost2 = f64x2.sub(f64x2.sub(u, s), v);
  const tail = f64x2.sub(lost2, f64x2.mul(n, f64x2.const(rest)));
  const r = f64x2.add(s, tail);
  return { quarters: i64x2.extendLow(i32x4.fromF64(n)), r, tail: f64x2.sub(tail, f64x2.sub(r, s)) };
}

// Cephes' sinf and cosf; fdlibm's k_sin and k_cos.
const sineSingle = [-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4];
const cosineSingle = [4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5];
const sineDouble = [
  8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6, -2.50507602534068634195e-8, 1.58969099521155010221e-10,
];
const cosineDouble = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7, 2.0875723212981748279e-9,
  -1.13596475577881948265e-11,
];

/** The sine, and what rounding it has lost. */
function sineNearZero(lanes: Lanes, r: Term, tail: Term | undefined): Pair {
  const z = lanes.mul(r, r);
  const cube = lanes.mul(z, r);
  if (tail === undefined) return rounded(lanes, r, lanes.mul(cube, polynomial(lanes, sineSingle, z)));
  const correction = lanes.sub(lanes.mul(tail, lanes.const(0.5)), lanes.mul(cube, polynomial(lanes, sineDouble, z)));
  const less = lanes.add(lanes.sub(lanes.mul(z, correction), tail), lanes.mul(cube, lanes.const(1.66666666666666324348e-1)));
  return rounded(lanes, r, lanes.neg(less));
}

function cosineNearZero(lanes: Lanes, r: Term, tail: Term | undefined): Pair {
  const z = lanes.mul(r, r);
  const half = lanes.mul(z, lanes.const(0.5));
  const high = lanes.sub(lanes.const(1), half);
  const quartic = lanes.mul(lanes.mul(z, z), polynomial(lanes, tail === undefined ? cosineSingle : cosineDouble, z));
  const small = tail === undefined ? quartic : lanes.sub(quartic, lanes.mul(r, tail));
  return rounded(lanes, high, lanes.add(lanes.sub(lanes.sub(lanes.const(1), high), half), small));
}

/** A sum, the larger part first, with what it loses; where nobody asks for that it is not computed. */
function rounded(lanes: Lanes, large: Term, small: Term): Pair {
  const sum = lanes.add(large, small);
  return [sum, lanes.add(lanes.sub(large, sum), small)];
}

/** What sine and cosine of one argument have in common, computed once where both are wanted. */
interface Waves {
  readonly quarters: Term;
  readonly sine: Pair;
  readonly cosine: Pair;
}
const waves: WeakMap<Term, Waves> = /* @__PURE__ */ new WeakMap();

function wavesOf(lanes: Lanes, x: Term): Waves {
  const known = waves.get(x);
  if (known !== undefined) return known;
  const { quarters, r, tail } = turned(lanes, x);
  const made = { quarters, sine: sineNearZero(lanes, r, tail), cosine: cosineNearZero(lanes, r, tail) };
  waves.set(x, made);
  return made;
}

/** sin(x + quarter·π/2) for |x| up to `largestAngle`; not-a-number at ±∞. */
function wave(lanes: Lanes, x: Term, quarter: 0 | 1): Term {
  const { quarters, sine, cosine } = wavesOf(lanes, x);
  const { bits } = lanes;
  const phase = quarter === 0 ? quarters : bits.add(quarters, bits.const(1));
  const odd = bits.ne(v128.and(phase, bits.const(1)), bits.const(0));
  const flipped = bits.shl(phase, lanes.type === 'float32' ? 30 : 62);
  return v128.xor(v128.select(odd, cosine[0], sine[0]), v128.and(flipped, lanes.const(-0)));
}

/** sin x; −0 stays. */
export const sin = (lanes: Lanes, x: Term): Term => v128.select(lanes.eq(x, lanes.const(0)), x, wave(lanes, x, 0));
export const cos = (lanes: Lanes, x: Term): Term => wave(lanes, x, 1);

/** Which lanes are finite and beyond `largestAngle`. */
export const beyondAngles = (lanes: Lanes, x: Term): Term =>
  v128.and(lanes.gt(lanes.abs(x), lanes.const(largestAngle)), lanes.lt(lanes.abs(x), lanes.const(Infinity)));

/** tan x = sin x/cos x, put right by what the quotient leaves over. */
export function tan(x: Term): Term {
  const { quarters, sine, cosine } = wavesOf(f64x2, x);
  const odd = i64x2.ne(v128.and(quarters, i64x2.const(1)), i64x2.const(0));
  const choose = (a: Pair, b: Pair): Pair => [v128.select(odd, a[0], b[0]), v128.select(odd, a[1], b[1])];
  const [above, below] = [choose(cosine, sine), choose(sine, cosine)];
  const [high, low] = dividePairs(above, below);
  const value = v128.xor(f64x2.add(high, low), v128.and(odd, f64x2.const(-0)));
  return v128.select(f64x2.eq(x, f64x2.const(0)), x, value);
}
