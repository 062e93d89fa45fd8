import { foldIn, isFloat, key as keyOf, type Key } from '@chainrule/core';
import { tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import type { Context } from '../layer.js';
import type { Loss } from '../losses/loss.js';
import { inFloat64, tensorsIn } from '../trees.js';
import { flat, profileOf, slopeOf, type ActivationProfile } from './activation-profile.js';
import { activationOf, chainOf, stagesOf, weightsOf, type Link, type Stage } from './chain.js';
import { singularValues, type SingularValues } from './singular-values.js';
import type { Subject } from './subject.js';

/** What is measured of one stage: a layer with weights and what follows it. */
export interface StageStatistics {
  /** The path of the layer with the weights. */
  readonly name: string;
  /** The length of the gradient by the stage's parameters. */
  readonly gradientNorm: number;
  /** The gradient's length beside that of the last stage. */
  readonly ratioToLast: number;
  /** The root of the mean square of what the stage gives. */
  readonly signal: number;
  /** By how much the signal is larger than that of the stage before. */
  readonly signalFactor: number;
  /** The length of the gradient by what the stage gives: the backward signal. */
  readonly backward: number;
  /** By how much the backward signal is larger than that of the stage after: what one layer makes of a gradient. */
  readonly factor: number;
  readonly mean: number;
  readonly spread: number;
  /** The slopes of the stage's activation; null without one. */
  readonly activation: ActivationProfile | null;
  /** The root of the mean variance of a unit over the examples: what still tells them apart. */
  readonly contrast: number;
  /** The share of activations whose slope is below a twentieth of the largest; null without an activation that is flat on both sides. */
  readonly saturated: number | null;
  /** The share of units that give no slope for any example of the batch; null without an activation. */
  readonly dead: number | null;
  readonly units: number;
  readonly weightNorm: number;
  /** The step by the learning rate, beside the weights: rate·‖gradient‖/‖weights‖. */
  readonly updateRatio: number;
  /** Numbers that are not finite in the element type of the parameters, forward and backward. */
  readonly nonFinite: number;
  /** Of the derivative of what the stage gives by what it gets; null where they are not asked for. */
  readonly jacobian: SingularValues | null;
}

export interface Measured {
  readonly loss: number;
  readonly stages: readonly Stage[];
  readonly statistics: readonly StageStatistics[];
}

/** One pass forward and one back through a model in float64, and what is seen on the way. */
export function measure({
  model,
  params,
  state,
  loss,
  batch,
  learningRate = 0.01,
  clip = Infinity,
  singularValues: wanted = true,
  key = keyOf(0),
}: Subject): Measured {
  const single = tensorsIn(params).some(({ dtype }) => dtype === 'float32');
  const stages = stagesOf(chainOf(model, { params: inFloat64(params), state: inFloat64(state) }));
  const links = stages.flatMap((stage) => stage.links);
  const given = tensor(batch.x as Tensor);
  const x = isFloat(given.dtype) ? given.cast('float64') : given;
  const y = tensor(batch.y as Tensor);
  const forward = pass(stages, x, key);
  const probes = forward.outputs.map((out) => out.fill(0));
  const [value, [byParams, byOutputs]] = valueAndGrad(
    (all: readonly unknown[], added: readonly Tensor[]) => {
      const { outputs } = pass(withParams(stages, all), x, key, added);
      return (loss as Loss).apply(outputs.at(-1)!, y);
    },
    { argnums: [0, 1] },
  )(
    links.map((link) => link.params),
    probes,
  );
  const whole = norm(byParams.flatMap((tree) => tensorsIn(tree)));
  const scale = whole > clip ? clip / whole : 1;
  const lengths = byOutputs.map((g) => scale * norm([g]));
  let at = 0;
  const raw = stages.map((stage, i) => {
    const gradients = stage.links.flatMap(() => tensorsIn(byParams[at++]));
    const [out, before] = [forward.outputs[i]!, i === 0 ? x : forward.outputs[i - 1]!];
    const weightNorm = norm(stage.links.flatMap(weightsOf));
    const gradientNorm = scale * norm(gradients);
    const signal = root(out.mul(out).mean());
    const mean = out.mean().item();
    return {
      name: stage.name,
      gradientNorm,
      signal,
      backward: lengths[i]!,
      mean,
      contrast: root(
        out
          .sub(out.mean(0, { keepDims: true }))
          .pow(2)
          .mean(),
      ),
      spread: root(out.sub(mean).pow(2).mean()),
      ...slopes(stage.links, forward.inputs.get(stage)!, key),
      weightNorm,
      updateRatio: (learningRate * gradientNorm) / weightNorm,
      nonFinite: [out, byOutputs[i]!, ...gradients].reduce((sum, t) => sum + countNonFinite(t, single), 0),
      jacobian: wanted ? singularValues((input) => through(stage.links, input, key), before, foldIn(key, `jacobian ${i}`)) : null,
    };
  });
  const statistics = raw.map((one, i) => ({
    ...one,
    ratioToLast: one.gradientNorm / raw.at(-1)!.gradientNorm,
    signalFactor: i === 0 ? 1 : one.signal / raw[i - 1]!.signal,
    factor: i === raw.length - 1 ? 1 : one.backward / raw[i + 1]!.backward,
  }));
  return { loss: value.item(), stages, statistics };
}

const contextOf = (key: Key): Context => ({ mode: 'train', key });

/** What links give of an input. */
const through = (links: readonly Link[], x: Tensor, key: Key): Tensor =>
  links.reduce((y, { layer, params, state, path }) => layer.apply(params, state, y, contextOf(foldIn(key, path.join('.')))).y, x);

/** What every stage gives, each with something added, and what goes into it. */
function pass(stages: readonly Stage[], x: Tensor, key: Key, added?: readonly Tensor[]): { outputs: Tensor[]; inputs: Map<Stage, Tensor> } {
  const inputs = new Map<Stage, Tensor>();
  const outputs: Tensor[] = [];
  let y = x;
  stages.forEach((stage, i) => {
    inputs.set(stage, y);
    y = through(stage.links, y, key);
    if (added) y = y.add(added[i]!);
    outputs.push(y);
  });
  return { outputs, inputs };
}

function withParams(stages: readonly Stage[], params: readonly unknown[]): Stage[] {
  let at = 0;
  return stages.map((stage) => ({ ...stage, links: stage.links.map((link) => ({ ...link, params: params[at++] })) }));
}

/** How many units of the stage's activation are saturated or dead, by its slope at what goes into it. */
function slopes(links: readonly Link[], input: Tensor, key: Key): Pick<StageStatistics, 'activation' | 'saturated' | 'dead' | 'units'> {
  const at = links.findIndex((link) => activationOf(link) !== undefined);
  if (at === -1) return { activation: null, saturated: null, dead: null, units: 0 };
  const fn = activationOf(links[at]!)!;
  const activation = profileOf(fn);
  const z = through(links.slice(0, at), input, key);
  const few = slopeOf(fn, z)
    .abs()
    .less(flat * activation.steepest)
    .cast('float64');
  // A unit is a channel: one for all places and examples.
  const byUnit = few.mean(few.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis])));
  const dead = byUnit.equal(1).cast('float64').mean().item();
  return { activation, saturated: activation.bounded ? few.mean().item() : null, dead, units: z.shape[1] ?? 1 };
}

const root = (x: Tensor): number => Math.sqrt(x.item());

/** The length of all together. A sum of squares may overflow where the length does not. */
function norm(tensors: readonly Tensor[]): number {
  const largest = Math.max(0, ...tensors.map((t) => t.abs().max().item()));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  return largest * Math.sqrt(tensors.reduce((sum, t) => sum + t.div(largest).pow(2).sum().item(), 0));
}

function countNonFinite(t: Tensor, single: boolean): number {
  let count = 0;
  for (const value of t.dataSync()) if (!Number.isFinite(single ? Math.fround(value) : value)) count++;
  return count;
}
