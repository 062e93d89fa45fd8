import { driftOf, jointDrift, type Drift } from './drift.js';
import type { ActivationProfile } from './activation-profile.js';
import { isNormalised, isResidual, weightsOf } from './chain.js';
import { fansOf } from '../initialisers/initialiser.js';
import type { Measured } from './measure.js';

/** What can be done for a network whose signals vanish or explode. */
export type RemedyKind = 'initialise' | 'activation' | 'normalise' | 'residual' | 'clip' | 'rate';

/** How signals and gradients fare on their way through a network. */
export type NetworkVerdict =
  'healthy' | 'vanishing signal' | 'vanishing gradient' | 'exploding' | 'saturated' | 'dead units' | 'unstable rate';

/** A verdict on a network's signals, with cause and remedy in words. */
export interface Judgement {
  readonly verdict: NetworkVerdict;
  readonly cause: string;
  readonly remedy: string;
  readonly remedies: readonly RemedyKind[];
  readonly forward: Drift;
  readonly backward: Drift;
}

/**
 * By how much a first layer may differ from a last, forward and backward together: updates that train well are between 10⁻⁴ and 10⁻² of
 * their weights, so that with one learning rate for all layers a factor of 100 is the most that all of them can be within.
 */
const room = Math.log(100);
/** More units than this without slope, and the layer passes on the signs of its input rather than its input. */
const mostSaturated = 1 / 4;
/** By symmetry a unit with random weights is off for all of a batch with a probability of no more than a half, whatever the depth. */
const mostDead = 1 / 2;
/** An activation that is nowhere steeper takes more from a gradient than weights can make up for without losing the signal. */
const flatSlope = 1 / 2;
/** The 99.9 % quantile of the normal distribution. */
const certainly = 3.09;

/** What the numbers say: a verdict, its cause in words, and what helps. */
export function judge(
  { stages, statistics, loss }: Measured,
  rate: { readonly given: number; readonly largest: number } | undefined,
): Judgement {
  // The last stage gives what the loss asks for, not what a layer after it needs.
  const hidden = statistics.length > 1 ? statistics.slice(0, -1) : statistics;
  const forward = driftOf(hidden.map(({ signal }) => signal));
  const backward = driftOf(hidden.map(({ backward: length }) => length).reverse());
  const said = (verdict: NetworkVerdict, cause: string, remedies: readonly RemedyKind[]): Judgement => ({
    verdict,
    cause,
    remedies,
    remedy: remedies.length === 0 ? 'nothing to be done' : remedyTexts[remedies[0]!],
    forward,
    backward,
  });
  const inner = stages.length > 1 ? stages.slice(0, -1) : stages;
  const activation = hidden.map((one) => one.activation).find((one) => one !== null) ?? linearProfile;
  const scale = weightScale(inner, activation.gain);
  const helps = choose(inner, scale, activation);
  const weights = `weights are ${times(scale)} what keeps a gradient through ${activation.name}`;

  const broken = statistics.find(({ nonFinite }) => nonFinite > 0);
  if (broken !== undefined || !Number.isFinite(loss))
    return said('exploding', `numbers that are not finite, first at "${broken?.name ?? 'the loss'}"; the ${weights}`, helps);

  const dying = hidden.find(({ activation: own, dead, units }) => {
    if (own === null || own.bounded || dead === null) return false;
    return dead === 1 || dead - certainly * Math.sqrt(0.25 / units) > mostDead;
  });
  if (dying !== undefined)
    return said(
      'dead units',
      `${percent(dying.dead!)} of the units of "${dying.name}" have no slope for any example: nothing reaches what is before them`,
      ['initialise', 'normalise', 'activation'],
    );

  const shares = hidden.flatMap(({ saturated }) => (saturated === null ? [] : [saturated]));
  const saturated = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  if (saturated > mostSaturated)
    return said('saturated', `${percent(saturated)} of the activations lie where ${activation.name} is flat; the ${weights}`, helps);

  const together = jointDrift(
    hidden.map(({ signal }) => signal),
    hidden.map(({ backward: length }) => length),
  );
  if (together > room) {
    // Which of them it is, is a question of size: the surer of the two need not be the larger.
    const steps = hidden.length - 1;
    // Biases prop up a signal that no longer tells examples apart; where the activation itself is flat, that is not the weights' doing.
    const told = activation.steepest < flatSlope ? forward : driftOf(hidden.map(({ contrast }) => contrast));
    const front = Math.abs(told.perLayer) > Math.abs(forward.perLayer) && backward.perLayer < 0 ? told : forward;
    const ahead = 2 * Math.abs(front.perLayer) >= Math.abs(backward.perLayer);
    const per = (ahead ? front : backward).perLayer;
    const total = per * steps;
    const what = ahead ? 'signal' : 'gradient';
    const way = ahead ? 'from the first layer to the last' : 'from the last layer to the first';
    return said(
      total > 0 ? 'exploding' : `vanishing ${what}`,
      `the ${what} is multiplied by ${factor(per)} a layer, ${factor(total)} ${way}; the ${weights}`,
      helps,
    );
  }
  if (rate !== undefined && rate.given > rate.largest)
    return said(
      'unstable rate',
      `a learning rate of ${rate.given.toPrecision(3)} is above ${rate.largest.toPrecision(3)}, 2 divided by the largest curvature of the loss: steps overshoot and grow`,
      ['rate'],
    );
  return said(
    'healthy',
    `signal and gradient keep their size: ${factor(forward.total)} forward, ${factor(backward.total)} back over all layers`,
    [],
  );
}

const linearProfile: Pick<ActivationProfile, 'name' | 'steepest' | 'gain'> = { name: 'linear layers', steepest: 1, gain: 1 };

/** √(mean square of the weights · fan) beside the gain of the activation: the geometric mean over stages. */
function weightScale(stages: Measured['stages'], wanted: number): number {
  const logs = stages.flatMap((stage) =>
    stage.links.flatMap(weightsOf).map((w) => Math.log(Math.sqrt(w.mul(w).mean().item() * fansOf(w.shape).fanIn) / wanted)),
  );
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** What to try, the likeliest first. */
function choose(inner: Measured['stages'], scale: number, { steepest }: Pick<ActivationProfile, 'steepest'>): readonly RemedyKind[] {
  const rightScale = Math.abs(Math.log(scale)) < Math.log(1.1);
  // A slope that is nowhere near 1: no weights keep both the signal and the gradient through many of them.
  if (steepest < flatSlope) return ['activation', 'normalise', 'residual'];
  if (inner.some(isResidual)) return ['residual', 'normalise', 'initialise', 'activation'];
  if (inner.some(isNormalised)) return ['residual', 'initialise', 'activation'];
  return rightScale ? ['normalise', 'residual', 'activation'] : ['initialise', 'normalise', 'residual', 'activation'];
}

export const remedyTexts: Readonly<Record<RemedyKind, string>> = {
  initialise: 'draw the weights anew: He for rectifiers, LeCun for SELU, Xavier for others',
  activation: 'use another activation: ReLU with He’s initialisation',
  normalise: 'normalise after every layer with weights',
  residual: 'let every layer add to its input, divided by the root of the depth: residual connections',
  clip: 'clip the gradient to a global norm',
  rate: 'lower the learning rate to half of the largest that is stable',
};

const percent = (share: number): string => `${Math.round(100 * share)} %`;
/** A factor, given its logarithm. */
const factor = (logarithm: number): string => Math.exp(logarithm).toPrecision(3);
const times = (x: number): string => `${x.toPrecision(2)} times`;
