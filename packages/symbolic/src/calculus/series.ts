import { ChainruleError, elementwise, Expr, neg, Pool, Rational } from '@chainrule/core';
import { read } from '../differentiate/read.js';
import { Algebra } from '../simplify/algebra.js';
import { meter, type Budget } from '../simplify/budget.js';
import { toTerm } from '../simplify/canonical.js';
import { Writer } from '../simplify/render.js';
import { textbook } from '../simplify/textbook.js';
import { Expander } from './expansion.js';
import { logarithm } from './placeholders.js';
import { replace } from './names-in-terms.js';

/**
 * The expansion of a formula about a point up to the power `order`: Taylor's polynomial, with negative or fractional powers where
 * the formula has them; at infinity in powers of 1/x. Coefficients of a point's right side are meant where the two sides differ.
 *
 * Throws `argument` for an order that is no whole number, `unsupported` where no such expansion is found.
 *
 * @example
 * ```ts
 * import { series, toText } from '@chainrule/symbolic';
 * toText(series('exp(x)', 'x', 0, 3)); // → '1 + x + x^2/2 + x^3/6'
 * toText(series('1/sin(x)', 'x', 0, 1)); // → '1/x + x/6'
 * ```
 */
export function series(
  expr: Expr | string,
  variable: string,
  point: Expr | string | number,
  order: number,
  options: { budget?: Budget } = {},
): Expr {
  if (!Number.isInteger(order))
    throw new ChainruleError('argument', `the order must be a whole number, got ${order}`, { operation: 'series' });
  const algebra = new Algebra(meter('series', options.budget));
  const term = toTerm(algebra, read(expr));
  const center = toTerm(algebra, typeof point === 'number' ? Expr.number(point) : read(point));
  // At infinity in powers of 1/x.
  const far = center.kind === 'number' && Math.abs(Number(center.value)) === Infinity;
  const side = far && Number(center.value) < 0 ? -1 : 1;
  const x = algebra.symbol(variable);
  const h = far ? algebra.scale(Rational.of(side), algebra.power(x, -1)) : algebra.minus(x, center);
  const writer = new Writer(algebra);
  for (let precision = Math.max(order, 0) + 1; precision <= 4 * Math.max(order, 0) + 17; precision += Math.max(4, order)) {
    const { terms, error, scale } = new Expander(algebra, variable, far ? undefined : center, side, precision).expand(term);
    if (scale !== algebra.zero) break;
    if (error !== undefined && error.compare(Rational.of(order)) <= 0) continue;
    const kept = terms.filter(({ power }) => power.compare(Rational.of(order)) <= 0);
    const written = kept.map(({ power, coefficient }) =>
      writer.write(
        textbook(
          algebra,
          algebra.times(
            replace(algebra, coefficient, logarithm, algebra.apply(elementwise.log, [h])),
            algebra.power(h, algebra.number(power)),
          ),
        ),
      ),
    );
    return new Pool().intern(
      written.length === 0 ? Expr.number(0) : written.reduce((a, b) => (b.fn === neg ? a.minus(b.args[0]!) : a.plus(b))),
    );
  }
  throw new ChainruleError('unsupported', 'no expansion in powers was found', { operation: 'series', hint: 'expand about another point' });
}
