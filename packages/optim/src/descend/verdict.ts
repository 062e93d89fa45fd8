import type { Verdict } from './trace.js';

/** What is known of a run when it is judged. */
export interface Evidence {
  readonly values: readonly number[];
  readonly gradientNorms: readonly number[];
  /** The cosine of the angle between each step and the one before it. */
  readonly turns: readonly number[];
  /** L: the curvature that limits the learning rate. */
  readonly curvature: number;
  /** The extreme curvatures at the lowest point. */
  readonly largest: number;
  readonly smallest: number;
  /** 2/L. */
  readonly largestSafeRate: number;
  /** The learning rate at the end, when the run is plain gradient descent. */
  readonly rate?: number;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
}

const window = 10;

const short = (x: number): string => String(Number(x.toPrecision(3)));

/** Says what a run did and why, from its values, gradients and turns and the curvature where it ended. */
export function judge(evidence: Evidence): Judgement {
  return (
    diverging(evidence) ??
    stationary(evidence) ??
    swinging(evidence) ??
    descending(evidence) ?? { verdict: 'unknown', reason: unknownReason(evidence) }
  );
}

const last = (list: readonly number[]): number => list.at(-1)!;

/** By what factor a list of positive numbers changed per step, over its last few. */
export function factor(list: readonly number[]): number {
  const from = list.at(-1 - Math.min(window, list.length - 1))!;
  return (last(list) / from) ** (1 / Math.min(window, Math.max(1, list.length - 1)));
}

const limitText = ({ rate, curvature, largestSafeRate }: Evidence): string =>
  Number.isFinite(largestSafeRate)
    ? `The curvature is ${short(curvature)}, so the largest safe learning rate is 2/${short(curvature)} = ${short(largestSafeRate)}${rate === undefined ? ' for plain gradient descent' : ''}.`
    : 'The function does not curve upwards here, so no learning rate is too large for it.';

function diverging(evidence: Evidence): Judgement | undefined {
  const { values, gradientNorms, rate, largestSafeRate } = evidence;
  const [value, first] = [last(values), values[0]!];
  const finite = Number.isFinite(value) && Number.isFinite(last(gradientNorms));
  const growing = values.length > 1 && value >= Math.max(...values) && value > first && last(gradientNorms) > gradientNorms[0]!;
  const bottomless = value < first && last(gradientNorms) > 10 * gradientNorms[0]! && factor(gradientNorms) > 1 && evidence.largest <= 0;
  if (bottomless || value === -Infinity)
    return {
      verdict: 'diverged',
      reason: `The function falls without bound this way: its slope grew from ${short(gradientNorms[0]!)} to ${short(last(gradientNorms))}.`,
    };
  if (finite && !growing) return undefined;
  const grew = Number.isFinite(value)
    ? `the value grew from ${short(first)} to ${short(value)}`
    : `the value became ${value} after ${values.length - 1} steps`;
  const because =
    rate !== undefined && rate > largestSafeRate ? `, because the learning rate ${short(rate)} is above the largest safe one` : '';
  return { verdict: 'diverged', reason: `It diverged: ${grew}${because}. ${limitText(evidence)}` };
}

function stationary({ gradientNorms, smallest, largest }: Evidence): Judgement | undefined {
  const [now, largestSoFar] = [last(gradientNorms), Math.max(...gradientNorms)];
  if (now > 1e-10 * largestSoFar && now > 0) return undefined;
  const scale = Math.max(Math.abs(smallest), Math.abs(largest));
  if (smallest < -1e-6 * scale)
    return {
      verdict: 'stalled',
      reason:
        largest > 1e-6 * scale
          ? `It stands still at a saddle point: the slope is zero, and along some direction the function curves down (${short(smallest)}).`
          : 'It stands still at a maximum: the slope is zero, and the function curves down.',
    };
  if (scale === 0) return { verdict: 'stalled', reason: 'It stands still on a plateau: slope and curvature are zero.' };
  return {
    verdict: 'converged',
    reason: `It converged: the slope is ${now === 0 ? 'zero' : `down to ${short(now)}`}, at a point where the function curves up.`,
  };
}

function swinging(evidence: Evidence): Judgement | undefined {
  const recent = evidence.turns.slice(-window);
  if (recent.length < 2 || recent.some((turn) => turn > -0.5)) return undefined;
  const shrink = factor(evidence.gradientNorms);
  const how = shrink < 0.999 ? `still coming closer, by a factor of ${short(shrink)} a step` : 'without coming closer';
  const { rate, curvature, largestSafeRate } = evidence;
  const because =
    rate === undefined || !(curvature > 0)
      ? ''
      : ` The learning rate ${short(rate)} is more than half of the largest safe one (2/${short(curvature)} = ${short(largestSafeRate)}), so each step overshoots along the steepest curve.`;
  return { verdict: 'swinging', reason: `It swings from side to side of the valley, ${how}.${because}` };
}

function descending(evidence: Evidence): Judgement | undefined {
  const { values, gradientNorms, rate } = evidence;
  const gains = values.slice(1).map((value, i) => values[i]! - value);
  const recent = gains.slice(-window);
  const gained = values[0]! - last(values);
  if (recent.length === 0 || rate === 0)
    return { verdict: 'stalled', reason: rate === 0 ? 'It stands still: the learning rate is 0.' : 'No step was taken.' };
  if (!(gained > 0) || recent.some((gain) => gain < 0)) return undefined;

  const shrink = factor(gradientNorms);
  if (
    evidence.smallest < -1e-6 * Math.abs(evidence.largest) &&
    last(gradientNorms) < 1e-3 * Math.max(...gradientNorms) &&
    last(recent) < 1e-3 * gained
  )
    return {
      verdict: 'stalled',
      reason: `It lingers near a saddle point: the slope is down to ${short(last(gradientNorms))}, and along some direction the function curves down (${short(evidence.smallest)}), which will carry it away in time.`,
    };
  // Gains shrink with the square of the slope; a geometric series says what is left of them.
  const left = shrink < 1 ? (last(recent) * shrink ** 2) / (1 - shrink ** 2) : Infinity;
  if (left <= 1e-6 * gained && last(gradientNorms) <= 1e-3 * Math.max(...gradientNorms))
    return {
      verdict: 'converged',
      reason: `It converged: the slope fell from ${short(gradientNorms[0]!)} to ${short(last(gradientNorms))}, and less than a millionth of the descent is left.`,
    };
  const needed = shrink < 1 ? Math.log(1e-3) / Math.log(shrink) : Infinity;
  if (shrink < 1 && needed > 100 * Math.max(values.length, window))
    return {
      verdict: 'stalled',
      reason: `It hardly moves: at this pace it takes ${short(needed)} more steps to bring the slope to a thousandth. ${rate === undefined ? '' : `The learning rate is ${short(rate)}. `}${limitText(evidence)}`,
    };
  const pace = shrink < 1 ? `the slope shrinks by a factor of ${short(shrink)} a step` : 'the slope is not shrinking yet';
  return { verdict: 'converging', reason: `It is converging, and not there yet: every step goes down, and ${pace}.` };
}

const unknownReason = ({ values }: Evidence): string =>
  `The value went from ${short(values[0]!)} to ${short(last(values))}, up and down on the way: the steps do not say whether it settles.`;
