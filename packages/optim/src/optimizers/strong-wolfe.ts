/** A function along a line, and its slope there. */
export interface LinePoint<G> {
  readonly step: number;
  readonly value: number;
  /** The directional derivative. */
  readonly slope: number;
  readonly gradient: G;
}

export interface LineSearchOptions {
  /** How far to go first. */
  readonly first: number;
  /** A bracket shorter than this (in the largest coordinate) is short enough. */
  readonly tolerance: number;
  /** The largest coordinate of the direction. */
  readonly directionSize: number;
}

const [sufficient, flat] = [1e-4, 0.9];

/** At most this many evaluations after the first. */
const most = 25;

/**
 * A step along a line that lowers the value enough and flattens the slope enough (the strong Wolfe conditions):
 * f(t) ≤ f(0) + 10⁻⁴·t·f′(0) and |f′(t)| ≤ 0.9·|f′(0)|.
 *
 * A bracket is found by extrapolating, then narrowed by cubic interpolation, as PyTorch does it.
 * Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6.
 */
export function strongWolfe<G>(
  at: (step: number) => LinePoint<G>,
  start: LinePoint<G>,
  { first, tolerance, directionSize }: LineSearchOptions,
): { readonly point: LinePoint<G>; readonly evaluations: number } {
  const lowEnough = (point: LinePoint<G>): boolean => point.value <= start.value + sufficient * point.step * start.slope;
  const flatEnough = (point: LinePoint<G>): boolean => Math.abs(point.slope) <= -flat * start.slope;

  let [previous, now] = [start, at(first)];
  let tries = 0;
  let bracket: [LinePoint<G>, LinePoint<G>] | undefined;
  while (bracket === undefined && tries < most) {
    if (!lowEnough(now) || (tries > 1 && now.value >= previous.value)) bracket = [previous, now];
    else if (flatEnough(now)) return { point: now, evaluations: tries + 1 };
    else if (now.slope >= 0) bracket = [previous, now];
    else {
      const next = interpolate(previous, now, now.step + 0.01 * (now.step - previous.step), now.step * 10);
      [previous, now] = [now, at(next)];
      tries++;
    }
  }
  bracket ??= [start, now];

  let [low, high] = bracket[0].value <= bracket[1].value ? bracket : [bracket[1], bracket[0]];
  let stuck = false;
  while (tries < most && Math.abs(high.step - low.step) * directionSize >= tolerance) {
    const [left, right] = low.step < high.step ? [low, high] : [high, low];
    let step: number = interpolate(left, right, left.step, right.step);
    // A trial close to an end of the bracket is taken once; then it is moved inside.
    const margin = 0.1 * (right.step - left.step);
    const close: boolean = Math.min(right.step - step, step - left.step) < margin;
    const move: boolean = close && (stuck || step >= right.step || step <= left.step);
    if (move) step = Math.abs(step - right.step) < Math.abs(step - left.step) ? right.step - margin : left.step + margin;
    stuck = close && !move;

    now = at(step);
    tries++;
    if (!lowEnough(now) || now.value >= low.value) {
      [low, high] = low.value <= now.value ? [low, now] : [now, low];
      continue;
    }
    const done = flatEnough(now);
    if (!done && now.slope * (high.step - low.step) >= 0) high = low;
    low = now;
    if (done) break;
  }
  return { point: low, evaluations: tries + 1 };
}

/** Where the cubic through two points with their slopes is lowest, kept within bounds; halfway when it has no lowest point. */
function interpolate<G>(a: LinePoint<G>, b: LinePoint<G>, least: number, most: number): number {
  const d = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const square = d * d - a.slope * b.slope;
  if (!(square >= 0)) return (least + most) / 2;
  const root = Math.sqrt(square);
  const lowest =
    a.step <= b.step
      ? b.step - (b.step - a.step) * ((b.slope + root - d) / (b.slope - a.slope + 2 * root))
      : a.step - (a.step - b.step) * ((a.slope + root - d) / (a.slope - b.slope + 2 * root));
  return Math.min(Math.max(lowest, least), most);
}
