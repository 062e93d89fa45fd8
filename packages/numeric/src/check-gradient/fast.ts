import { derivative } from '../derivative.js';
import type { Estimate } from '../estimate.js';
import type { Parameter } from './parameters.js';
import type { GradientRow } from './report.js';
import { examine, relativeError, rowOf, type Subject, toleranceFor } from './subject.js';
import { judge, type Verdict } from './verdict.js';

/** A measured derivative along a direction beside the gradient's. */
interface Probe {
  readonly verdict: Verdict;
  readonly analytic: number;
  readonly estimate: Estimate;
}

/** Rounding of a gradient's entries, which adds up along a direction. */
const agreement = { double: 1e-10, single: 1e-5 };

/**
 * All entries together: one derivative of f along a direction of random signs tells whether any entry is wrong. If one is, each parameter is
 * asked by itself, and within a wrong one the entries are halved until one is left.
 */
export function checkFast(subject: Subject): GradientRow[] {
  const { parameters, x } = subject;
  const together = probe(subject, 0, x.length);
  if (together.verdict !== 'wrong')
    return parameters.map((parameter) => groupRow(parameter, together, parameters.length === 1 ? subject.calls() : 0));
  return parameters.map((parameter) => {
    const before = subject.calls();
    const { start, size } = parameter;
    const whole = parameters.length === 1 ? together : probe(subject, start, start + size, together);
    if (whole.verdict !== 'wrong') return groupRow(parameter, whole, subject.calls() - before);
    const at = bisect(subject, start, start + size, whole);
    const finding = examine(subject, parameter, at);
    // The halving follows the largest disagreement; that the entry it ends at passes by itself means the fault is spread out.
    if (finding.verdict !== 'wrong') return groupRow(parameter, whole, subject.calls() - before);
    return rowOf(subject, parameter, finding, subject.calls() - before);
  });
}

/** The place of a wrong entry between two places, by asking each time whether the first half holds the disagreement. */
function bisect(subject: Subject, from: number, to: number, known: Probe): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const wrong = probe(subject, low, middle, known).verdict === 'wrong';
    if (wrong) high = middle;
    else low = middle;
  }
  return low;
}

/** The derivative of f along random signs of the entries from … to. What is known already spares measuring the noise and digits beyond need. */
function probe(subject: Subject, from: number, to: number, known?: Probe): Probe {
  const { x, f, fx, gradient, settings, parameters } = subject;
  const point = x.slice();
  const line = (t: number): number => {
    if (t === 0) return fx;
    for (let i = from; i < to; i++) point[i] = x[i]! + t * weight(i);
    return f(point);
  };
  let analytic = 0;
  let square = 0;
  for (let i = from; i < to; i++) {
    analytic += gradient[i]! * weight(i);
    square += (gradient[i]! * weight(i)) ** 2;
  }
  const sought = known && Math.abs(known.analytic - known.estimate.value);
  const noise = settings.noise ?? known?.estimate.noise;
  const estimate = derivative(line, 0, {
    ...(settings.method ? { method: settings.method } : {}),
    ...(noise === undefined ? {} : { noise }),
    ...(sought === undefined ? {} : { tolerance: Math.max(2e-14, Math.min(1e-3, sought / 50 / Math.max(Math.abs(analytic), sought))) }),
  });
  const single = parameters.some((parameter) => parameter.single && parameter.start < to && parameter.start + parameter.size > from);
  const tolerance = toleranceFor(subject, { name: '', start: from, size: to - from, shape: [], single });
  const absolute = Math.max(tolerance.absolute, agreement[single ? 'single' : 'double'] * Math.sqrt(square));
  return { verdict: judge(analytic, estimate, { relative: 0, absolute }), analytic, estimate };
}

/** ±1 … ±1.875 in eighths, as if thrown but the same each time: faults of equal size do not cancel. */
function weight(i: number): number {
  let bits = Math.imul(i + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  bits ^= bits >>> 13;
  return (1 + ((bits >>> 1) & 7) / 8) * (bits & 1 ? 1 : -1);
}

/** The row of a parameter whose entries were checked together. */
const groupRow = ({ name, size }: Parameter, { verdict, analytic, estimate }: Probe, evaluations: number): GradientRow => ({
  name,
  verdict,
  size,
  analytic,
  numeric: estimate.value,
  errorBound: estimate.errorBound,
  absoluteError: Math.abs(analytic - estimate.value),
  relativeError: relativeError(analytic, estimate.value),
  step: estimate.step,
  noise: estimate.noise ?? NaN,
  evaluations,
});
