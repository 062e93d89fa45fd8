import { ChainruleError } from '@chainrule/core';
import { kindOf } from './checked.js';
import { Complex } from './complex.js';
import type { Method } from './estimate.js';
import { epsilon } from './noise.js';

/** A function written with the methods of `Complex`. */
export type ComplexFunction = (z: Complex) => Complex;

/**
 * f′(x) = Im f(x + ih) / h with h so small that no truncation is left and no difference is taken: every digit right, in one evaluation.
 *
 * The contract is the caller's: f must be analytic at x and written with `Complex` throughout. Whatever looks at the real part alone
 * (an absolute value, a comparison that chooses by more than the real part, a conjugate) loses the derivative without a sign of it.
 * First derivatives only.
 *
 * Throws `unsupported` for a derivative of higher order, `argument` when f gives no `Complex`.
 *
 * @example
 * ```ts
 * import { type Complex, complexStep, derivative } from '@chainrule/numeric';
 * derivative((z: Complex) => z.mul(z).mul(z), 2, { method: complexStep() }).value; // → 12
 * ```
 *
 * Source: W. Squire and G. Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review 40 (1998).
 */
export function complexStep(): Method<ComplexFunction> {
  return {
    name: 'complex step',
    differentiate(f, x, { order }) {
      if (order !== 1) {
        throw new ChainruleError('unsupported', `the complex step gives first derivatives, not order ${order}`, {
          operation: 'complexStep',
          hint: 'use adaptive()',
        });
      }
      const step = 2 ** -300;
      const y: unknown = f(new Complex(x, step));
      if (!(y instanceof Complex)) {
        throw new ChainruleError('argument', `f must return a Complex, but returned ${kindOf(y)}`, {
          operation: 'complexStep',
          hint: 'write f with the methods of Complex: z.mul(z).sin()',
        });
      }
      const value = y.imaginary / step;
      const status = Number.isFinite(value) && Number.isFinite(y.real) ? 'ok' : 'undefined';
      return { value, errorBound: 8 * epsilon * Math.abs(value), evaluations: 1, step, status };
    },
  };
}
