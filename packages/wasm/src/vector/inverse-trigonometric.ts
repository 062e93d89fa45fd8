import type { Term } from '../assembler/term.js';
import { add, constant as c, div, mul, sub } from './doubles.js';
import { f64x2, v128 } from './lanes.js';
import { exactProduct } from './pairs.js';
import { polynomial } from './polynomial.js';

const signed = (size: Term, sign: Term): Term => v128.or(size, v128.and(sign, c(-0)));
/** What a multiple of π/4 lacks beside its double. */
const rests = { quarter: 3.061616997868383e-17, half: 6.123233995736766e-17, whole: 1.2246467991473532e-16 } as const;

// (atan x − x)/x³ in x² up to tan²(π/8): 1.8e-17; (asin x − x)/x³ in x² up to 1/4: 9.5e-18. tooling/reference/vector/coefficients.py
const arctangent = [
  -0.3333333333333333, 0.19999999999999804, -0.14285714285659828, 0.11111111105155447, -0.09090908753500877, 0.07692296375032143,
  -0.06666424885738255, 0.05878928997834775, -0.05230454270650244, 0.04551593220626549, -0.034570561981427744, 0.016285756855221028,
];
const arcsine = [
  0.16666666666666666, 0.07500000000000118, 0.044642857142551895, 0.03038194447553234, 0.02237215744350722, 0.017352816540325496,
  0.01396378001220357, 0.011566459612121669, 0.009621842970100282, 0.009319560794767446, 0.0030448799094556773, 0.019554513336123378,
  -0.01924167174674304, 0.02961201126495512,
];

/** Beyond tan(3π/8) it is π/2 + atan(−1/x), beyond tan(π/8) π/4 + atan((x − 1)/(x + 1)). */
export function atan(x: Term): Term {
  const size = f64x2.abs(x);
  const [large, middle] = [f64x2.gt(size, c(2.414213562373095)), f64x2.gt(size, c(0.41421356237309503))];
  const above = v128.select(large, c(-1), sub(size, c(1)));
  const below = v128.select(large, size, add(size, c(1)));
  const t = v128.select(middle, div(above, below), size);
  const z = mul(t, t);
  const rest = v128.and(v128.select(large, c(rests.half), c(rests.quarter)), middle);
  const start = v128.and(v128.select(large, c(Math.PI / 2), c(Math.PI / 4)), middle);
  const curved = add(mul(mul(t, z), polynomial(f64x2, arctangent, z)), rest);
  return signed(add(start, add(t, curved)), x);
}

const curvature = (x: Term, z: Term): Term => mul(mul(x, z), polynomial(f64x2, arcsine, z));

/** r = √((1 − |x|)/2), with what its square lacks: asin|x| = π/2 − 2 asin r for |x| > ½. */
function complement(size: Term): { readonly root: Term; readonly low: Term; readonly curved: Term } {
  const z = mul(sub(c(1), size), c(0.5));
  const root = f64x2.sqrt(z);
  const [square, rest] = exactProduct(root, root);
  const low = v128.and(div(sub(sub(z, square), rest), add(root, root)), f64x2.gt(z, c(0)));
  return { root, low, curved: add(curvature(root, z), low) };
}

export function asin(x: Term): Term {
  const size = f64x2.abs(x);
  const { root, curved } = complement(size);
  const far = sub(c(Math.PI / 2), sub(add(root, root), sub(c(rests.half), add(curved, curved))));
  const near = add(size, curvature(size, mul(size, size)));
  return signed(v128.select(f64x2.gt(size, c(0.5)), far, near), x);
}

export function acos(x: Term): Term {
  const size = f64x2.abs(x);
  const { root, curved } = complement(size);
  const near = sub(c(Math.PI / 2), sub(x, sub(c(rests.half), curvature(x, mul(x, x)))));
  const twice = add(add(root, root), add(curved, curved));
  const far = v128.select(f64x2.lt(x, c(0)), sub(c(Math.PI), sub(add(root, root), sub(c(rests.whole), add(curved, curved)))), twice);
  return v128.select(f64x2.gt(size, c(0.5)), far, near);
}
