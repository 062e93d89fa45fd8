import type { Term } from '../assembler/term.js';
import { add, constant as c, div, mul, sub } from './doubles.js';
import { logPair, scaledExp } from './extended.js';
import { f64x2, v128 } from './lanes.js';
import { log } from './logarithm.js';
import { exactProduct, multiplyPairs } from './pairs.js';

/** |x|^y = e^(y·log|x|). */
function size(x: Term, y: Term, short: boolean): Term {
  const product = mul(y, log(f64x2, x));
  if (short) return scaledExp([product, c(0)], undefined, true);
  // Of zeros and infinities, and where y alone is huge, the plain product says all.
  const ordinary = v128.and(f64x2.lt(f64x2.abs(product), c(2000)), f64x2.lt(f64x2.abs(y), c(2 ** 900)));
  const [l, m] = logPair(x, true);
  const [high, low] = exactProduct(y, l);
  return scaledExp([v128.select(ordinary, high, product), v128.and(add(low, mul(y, m)), ordinary)], undefined);
}

/** x^y as ECMAScript's **: of negative x only for integers y, 1^±∞ and anything to the power of not-a-number not-a-number. */
export function pow(x: Term, y: Term, short: boolean): Term {
  const whole = f64x2.eq(f64x2.floor(y), y);
  const odd = v128.and(whole, f64x2.ne(f64x2.floor(mul(y, c(0.5))), mul(y, c(0.5))));
  const positive = size(f64x2.abs(x), y, short);
  const signed = v128.xor(positive, v128.and(v128.and(x, c(-0)), odd));
  const undefinedAt = v128.andNot(v128.and(f64x2.lt(x, c(0)), f64x2.gt(x, c(-Infinity))), whole);
  const value = v128.select(undefinedAt, c(NaN), signed);
  return v128.select(f64x2.eq(y, c(0)), c(1), value);
}

/** ∛x = ±e^(log|x|/3), and for double precision a step of Newton's method with the exact cube. */
export function cbrt(x: Term, short: boolean): Term {
  const given = f64x2.abs(x);
  // So that neither the cube nor what it lacks leaves the normal numbers.
  const [tiny, huge] = [f64x2.lt(given, c(2 ** -800)), f64x2.gt(given, c(2 ** 800))];
  const scale = v128.select(tiny, c(2 ** 300), v128.select(huge, c(2 ** -300), c(1)));
  const a = mul(given, scale);
  const first = scaledExp([mul(log(f64x2, a), c(1 / 3)), c(0)], undefined, short);
  const back = v128.select(tiny, c(2 ** -100), v128.select(huge, c(2 ** 100), c(1)));
  const root = mul(short ? first : improvedRoot(first, a), back);
  const ordinary = v128.and(f64x2.gt(given, c(0)), f64x2.lt(given, c(Infinity)));
  return v128.select(ordinary, v128.or(root, v128.and(x, c(-0))), x);
}

function improvedRoot(root: Term, a: Term): Term {
  const square = exactProduct(root, root);
  const [cube, low] = multiplyPairs(square, [root, c(0)]);
  return sub(root, div(add(sub(cube, a), low), mul(c(3), square[0])));
}
