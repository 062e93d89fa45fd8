import type { Expr } from '@chainrule/core';
import { measured } from '../algebra/measured.js';
import { samples } from '../algebra/samples.js';

/**
 * A point at which the first formula has a value known to some digits and the second has another or none, by more than rounding
 * can explain; `undefined` when there is none among the samples.
 */
export function disagreement(given: Expr, result: Expr): string | undefined {
  for (const point of samples(['x', 'y'], 24)) {
    const [p, q] = [measured(given, point), measured(result, point)];
    if (!Number.isFinite(p.value) || Math.abs(p.value) > 1e12 || !(p.error < 1e-6 * Math.max(1e-6, Math.abs(p.value)))) continue;
    const close =
      Math.abs(p.value - q.value) <= 1e3 * (p.error + (Number.isFinite(q.error) ? q.error : 0)) + 1e-9 * Math.abs(p.value) + 1e-14;
    if (!close && !(q.error > 1e-3 * Math.abs(q.value))) return `at x = ${point['x']}, y = ${point['y']}: ${p.value} became ${q.value}`;
  }
  return undefined;
}
