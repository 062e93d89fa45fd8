import { ChainruleError } from '@chainrule/core';
import { derivative } from '../derivative.js';
import type { GradientRow } from './report.js';
import { type Finding, relativeError, rowOf, type Subject } from './subject.js';
import { judge, severity } from './verdict.js';

/**
 * Checks ∇²f(x)·v against the derivative of the gradient along v: d/dt ∇f(x + tv) at t = 0, entry by entry, all from the same calls of the gradient.
 */
export function checkSecondOrder(
  subject: Subject,
  gradientAt: (x: Float64Array) => Float64Array,
  direction: Float64Array,
  product: Float64Array,
): GradientRow[] {
  const { x, parameters, settings, gradient } = subject;
  const known = new Map([[0, gradient]]);
  const along = (t: number): Float64Array => {
    let here = known.get(t);
    if (here === undefined) known.set(t, (here = gradientAt(x.map((value, i) => value + t * direction[i]!))));
    return here;
  };
  const asProduct: Subject = { ...subject, gradient: product };
  if (direction.length !== x.length)
    throw new ChainruleError('shape', 'the direction does not fit the parameters', { operation: 'checkGradient' });
  return parameters.map((parameter) => {
    const before = known.size;
    const { start, size, single } = parameter;
    const scale = Math.max(...product.subarray(start, start + size).map(Math.abs));
    const tolerance = { relative: subject.tolerance ?? (single ? 1e-3 : 1e-6), absolute: (single ? 2 ** -20 : 2 ** -46) * scale };
    let worst: Finding | undefined;
    for (let at = start; at < start + size; at++) {
      const estimate = derivative((t) => along(t)[at]!, 0, settings);
      const finding = { verdict: judge(product[at]!, estimate, tolerance), at, analytic: product[at]!, estimate };
      const rank = severity.indexOf(finding.verdict) - (worst ? severity.indexOf(worst.verdict) : Infinity);
      const further =
        worst !== undefined && relativeError(finding.analytic, estimate.value) > relativeError(worst.analytic, worst.estimate.value);
      if (rank < 0 || (rank === 0 && further)) worst = finding;
    }
    return rowOf(asProduct, parameter, worst!, known.size - before);
  });
}
