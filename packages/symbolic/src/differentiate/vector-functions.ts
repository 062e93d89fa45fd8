import { ChainruleError, exp, Expr, logaddexp, Pool } from '@chainrule/core';
import { read } from './read.js';

/**
 * ln(e^x₁ + … + e^xₙ), as a formula that does not overflow. Its gradient is the softmax.
 *
 * Throws `argument` for no values.
 *
 * Source: P. Blanchard, D. Higham and N. Higham, "Accurately computing the log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).
 *
 * @example
 * ```ts
 * import { evaluate, logsumexp } from '@chainrule/symbolic';
 * evaluate(logsumexp(['x', 'y']), { x: 1000, y: 1000 }); // → 1000.6931471805599
 * ```
 */
export function logsumexp(values: readonly (Expr | string)[]): Expr {
  if (values.length === 0) throw new ChainruleError('argument', 'no values', { operation: 'logsumexp', hint: 'give at least one' });
  return values.map(read).reduce((a, b) => logaddexp.of(a, b));
}

/**
 * e^xᵢ/Σ e^xⱼ for each i, as e^(xᵢ − ln Σ e^xⱼ), which does not overflow.
 *
 * @example
 * ```ts
 * import { evaluate, softmax } from '@chainrule/symbolic';
 * softmax(['x', 'y']).map((part) => evaluate(part, { x: 3, y: 3 })); // → [0.5, 0.5]
 * ```
 */
export function softmax(values: readonly (Expr | string)[]): Expr[] {
  const all = values.map(read);
  const whole = new Pool().intern(logsumexp(all));
  return all.map((x) => exp.of(x.minus(whole)));
}

/**
 * The softmax's derivatives through its own values s: ∂sᵢ/∂xⱼ = sᵢ·(δᵢⱼ − sⱼ).
 *
 * @example
 * ```ts
 * import { softmaxJacobian, toText } from '@chainrule/symbolic';
 * softmaxJacobian(['s', 't']).map((row) => row.map((part) => toText(part))); // → [['s(1 - s)', '-s*t'], ['-t*s', 't(1 - t)']]
 * ```
 */
export function softmaxJacobian(values: readonly (Expr | string)[]): Expr[][] {
  const all = values.map(read);
  return all.map((s, i) => all.map((t, j) => (i === j ? s.times(Expr.number(1).minus(s)) : s.times(t).negated())));
}
