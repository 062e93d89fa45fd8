import { functions, Rational } from '@chainrule/core';
import type { Algebra } from './algebra.js';
import type { MoreIdentities } from './identities.js';
import type { Term } from './term.js';

/** Identities that write a derivative less plainly, though they may be shorter: tanh′ is 1 − tanh². */
export const everyIdentity: MoreIdentities = {
  squares: [
    ['sech', 1, -1, 'tanh'],
    ['tanh', 1, -1, 'sech'],
  ],
  products: byDoubleAngle,
};

/** 2·sin(u)·cos(u) = sin(2u), and the same for hyperbolic functions. */
function byDoubleAngle(algebra: Algebra, product: Term): Term[] {
  return (['sin', 'sinh'] as const).flatMap((name) => {
    const other = name === 'sin' ? 'cos' : 'cosh';
    return product.factors.flatMap(([base]) => {
      if (base.fn !== functions[name]) return [];
      const pair = algebra.call(functions[other], base.args);
      if (!product.factors.some(([b]) => b === pair)) return [];
      const double = algebra.apply(functions[name], [algebra.scale(Rational.of(2), base.args[0]!)]);
      return [algebra.product([[product, algebra.one], [base, algebra.number(-1)], [pair, algebra.number(-1)], [double, algebra.one]], Rational.of(1, 2))]; // prettier-ignore
    });
  });
}
