import { defineElementwise, Expr, lt, where, type Elementwise } from '../expression/expr.js';
import { exp } from './exponential.js';

/** σ(x) = 1/(1 + e⁻ˣ). */
export const sigmoid: Elementwise = defineElementwise('sigmoid', {
  value: (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
  derivative: (_x, y) => y.times(Expr.number(1).minus(y)),
  stable: (x, y) => y.times(sigmoid.of(x.negated())),
  // e^|x| would overflow: each side uses the exponential that stays small.
  definition: (x) => {
    const [grown, decayed] = [exp.of(x), exp.of(x.negated())];
    return where.of(lt.of(x, 0), grown.over(grown.plus(1)), Expr.number(1).over(decayed.plus(1)));
  },
  rule: 'logistic',
  latex: '\\sigma',
});
