import { defineElementwise, eq, Expr, ge, ne, where, type Elementwise } from '../expression/expr.js';
import { sqrt } from './exponential.js';
import { abs, sign } from './piecewise.js';

const one = (): Expr => Expr.number(1);
/** √(1 − x²) as √((1 − x)(1 + x)), which keeps the digits near ±1. */
const rootOfOneMinusSquare = (x: Expr): Expr => sqrt.of(one().minus(x).times(x.plus(1)));

/** √(x² − 1), which neither overflows nor loses the digits near ±1. */
const opposite = (x: number): number => Math.sqrt(Math.abs(x) - 1) * Math.sqrt(Math.abs(x) + 1);
const oppositeSide = (x: Expr): Expr => sqrt.of(abs.of(x).minus(1)).times(sqrt.of(abs.of(x).plus(1)));

/** π, half the turn in radians. */
export const pi: Elementwise = defineElementwise('pi', { value: () => Math.PI, derivative: [], rule: 'constant', latex: () => '\\pi' });

/** sin x, of an angle in radians; derivative cos x. */
export const sin: Elementwise = defineElementwise('sin', {
  value: (x) => Math.sin(x),
  derivative: (x) => cos.of(x),
  rule: 'sine',
  latex: '\\sin',
});
/** cos x, of an angle in radians; derivative −sin x. */
export const cos: Elementwise = defineElementwise('cos', {
  value: (x) => Math.cos(x),
  derivative: (x) => sin.of(x).negated(),
  rule: 'cosine',
  latex: '\\cos',
});
/** tan x, of an angle in radians; derivative 1 + y². */
export const tan: Elementwise = defineElementwise('tan', {
  value: (x) => Math.tan(x),
  derivative: (_x, y) => y.squared().plus(1),
  domain: (x) => ne.of(cos.of(x), 0),
  rule: 'tangent',
  latex: '\\tan',
});
/** The secant 1/cos x, of an angle in radians; derivative y·tan x. */
export const sec: Elementwise = defineElementwise('sec', {
  value: (x) => 1 / Math.cos(x),
  derivative: (x, y) => y.times(tan.of(x)),
  definition: (x) => one().over(cos.of(x)),
  domain: (x) => ne.of(cos.of(x), 0),
  rule: 'secant',
  latex: '\\sec',
});
/** The cosecant 1/sin x, of an angle in radians; derivative −y·cot x. */
export const csc: Elementwise = defineElementwise('csc', {
  value: (x) => 1 / Math.sin(x),
  derivative: (x, y) => y.times(cot.of(x)).negated(),
  definition: (x) => one().over(sin.of(x)),
  domain: (x) => ne.of(sin.of(x), 0),
  rule: 'cosecant',
  latex: '\\csc',
});
/** The cotangent cos x/sin x, of an angle in radians; derivative −(1 + y²). */
export const cot: Elementwise = defineElementwise('cot', {
  value: (x) => 1 / Math.tan(x),
  derivative: (_x, y) => y.squared().plus(1).negated(),
  definition: (x) => cos.of(x).over(sin.of(x)),
  domain: (x) => ne.of(sin.of(x), 0),
  rule: 'cotangent',
  latex: '\\cot',
});
/** The arcsine of x in [−1, 1], in radians from −π/2 to π/2; derivative 1/√(1 − x²). */
export const asin: Elementwise = defineElementwise('asin', {
  value: (x) => Math.asin(x),
  derivative: (x) => one().over(sqrt.of(one().minus(x.squared()))),
  stable: (x) => one().over(rootOfOneMinusSquare(x)),
  domain: (x) => ge.of(1, abs.of(x)),
  rule: 'arcsine',
  latex: '\\arcsin',
});
/** The arccosine of x in [−1, 1], in radians from 0 to π; derivative −1/√(1 − x²). */
export const acos: Elementwise = defineElementwise('acos', {
  value: (x) => Math.acos(x),
  derivative: (x) =>
    one()
      .over(sqrt.of(one().minus(x.squared())))
      .negated(),
  stable: (x) => one().over(rootOfOneMinusSquare(x)).negated(),
  domain: (x) => ge.of(1, abs.of(x)),
  rule: 'arccosine',
  latex: '\\arccos',
});
/** The arctangent of x, in radians from −π/2 to π/2; derivative 1/(1 + x²). */
export const atan: Elementwise = defineElementwise('atan', {
  value: (x) => Math.atan(x),
  derivative: (x) => one().over(x.squared().plus(1)),
  rule: 'arctangent',
  latex: '\\arctan',
});
/** The arccosine of 1/x, as the angle of a triangle's corner, which keeps the digits near ±1. */
export const asec: Elementwise = defineElementwise('asec', {
  value: (x) => Math.atan2(opposite(x), Math.sign(x)),
  derivative: (x) => one().over(abs.of(x).times(sqrt.of(x.squared().minus(1)))),
  stable: (x) => one().over(abs.of(x).times(oppositeSide(x))),
  definition: (x) => atan2.of(oppositeSide(x), sign.of(x)),
  domain: (x) => ge.of(abs.of(x), 1),
  rule: 'arcsecant',
  latex: '\\operatorname{arcsec}',
});
/** The arcsine of 1/x, as the other angle of that triangle. */
export const acsc: Elementwise = defineElementwise('acsc', {
  value: (x) => Math.atan2(Math.sign(x), opposite(x)),
  derivative: (x) =>
    one()
      .over(abs.of(x).times(sqrt.of(x.squared().minus(1))))
      .negated(),
  stable: (x) =>
    one()
      .over(abs.of(x).times(oppositeSide(x)))
      .negated(),
  definition: (x) => atan2.of(sign.of(x), oppositeSide(x)),
  domain: (x) => ge.of(abs.of(x), 1),
  rule: 'arccosecant',
  latex: '\\operatorname{arccsc}',
});
/** atan(1/x), which jumps from −π/2 to π/2 at 0. */
export const acot: Elementwise = defineElementwise('acot', {
  value: (x) => Math.atan(1 / x),
  derivative: (x) => one().over(x.squared().plus(1)).negated(),
  definition: (x) => atan.of(one().over(x)),
  jumps: [0],
  rule: 'arccotangent',
  latex: '\\operatorname{arccot}',
});
/** The angle of the point (b, a), from −π to π. */
export const atan2: Elementwise = defineElementwise('atan2', {
  value: (a, b) => Math.atan2(a, b),
  derivative: [(a, b) => b.over(a.squared().plus(b.squared())), (a, b) => a.over(a.squared().plus(b.squared())).negated()],
  stable: [(a, b) => b.over(hypot.of(a, b)).over(hypot.of(a, b)), (a, b) => a.over(hypot.of(a, b)).over(hypot.of(a, b)).negated()],
  rule: 'angle',
  latex: '\\operatorname{atan2}',
});
/** √(a² + b²) without overflow; its slope at the origin is 0 by convention. */
export const hypot: Elementwise = defineElementwise('hypot', {
  value: (a, b) => Math.hypot(a, b),
  derivative: [(a, _b, y) => a.over(y), (_a, b, y) => b.over(y)],
  stable: [(a, _b, y) => where.of(eq.of(y, 0), 0, a.over(y)), (_a, b, y) => where.of(eq.of(y, 0), 0, b.over(y))],
  rule: 'length',
  latex: (a, b) => `\\sqrt{${a}^{2} + ${b}^{2}}`,
});
