import { foldIn, key as keyOf, leakyrelu, mapTree, relu, type FloatDType, type Key, type Path } from '@chainrule/core';
import { zeros, type Tensor } from '@chainrule/tensor';
import type { Activation } from '../activation.js';
import { normalFill } from '../initialisers/fill.js';
import { fansOf, type Initialiser } from '../initialisers/initialiser.js';
import { xavierNormal } from '../initialisers/xavier.js';
import { activation } from '../layers/activation.js';
import { batchNorm } from '../layers/batch-norm.js';
import { layerNorm } from '../layers/layer-norm.js';
import { residual, type Residual } from '../layers/residual.js';
import { sequential } from '../layers/sequential.js';
import type { Layer } from '../layer.js';
import { tensorsIn } from '../trees.js';
import { profileOf } from './activation-profile.js';
import {
  activationOf,
  chainOf,
  isNormalised,
  isResidual,
  isResidualLink,
  stageActivation,
  stagesOf,
  weightsOf,
  type Link,
  type Stage,
} from './chain.js';
import type { Diagnosis, Remedied } from './diagnosis.js';
import type { RemedyKind } from './judge.js';
import type { Subject } from './subject.js';

/** Remedies in turn until the network is healthy; the last one tried where none is enough. */
export function remedied(
  subject: Subject,
  before: Diagnosis,
  diagnose: (changed: Subject) => Diagnosis,
  largestRate: number | undefined,
  kind: RemedyKind | undefined,
): Remedied {
  const kinds = kind === undefined ? before.remedies : [kind];
  let result: Remedied = { ...subject, learningRate: subject.learningRate, clip: subject.clip, kind: undefined, before, after: before };
  for (const one of kinds) {
    const changed: Subject = { ...subject, ...change(one, subject, largestRate) };
    const after = diagnose(changed);
    result = { ...changed, learningRate: changed.learningRate, clip: changed.clip, kind: one, before, after };
    if (after.verdict === 'healthy') break;
  }
  return result;
}

type Change = Partial<Pick<Subject, 'model' | 'params' | 'state' | 'learningRate' | 'clip'>>;

function change(kind: RemedyKind, subject: Subject, largestRate: number | undefined): Change {
  if (kind === 'rate') return largestRate === undefined ? {} : { learningRate: largestRate / 2 };
  if (kind === 'clip') return { clip: 1 };
  const workshop: Workshop = {
    key: foldIn(subject.key ?? keyOf(0), 'remedy'),
    dtype: tensorsIn(subject.params)[0]?.dtype as FloatDType | undefined,
    rank: subject.batch.x.shape.length,
  };
  const stages = stagesOf(chainOf(subject.model, subject));
  const [inner, last] = [stages.slice(0, -1), stages.slice(-1)];
  const depth = inner.length;
  const made = {
    initialise: () => stages.map((stage) => drawnAnew(stage, stageActivation(stage), workshop)),
    activation: () => [...inner.map((stage) => reactivated(stage, workshop)), ...last],
    normalise: () => [...inner.map((stage) => normalised(stage, workshop)), ...last],
    residual: () => [...inner.map((stage) => skipped(stage, 1 / Math.sqrt(depth))), ...last],
  }[kind]();
  const links = made.flatMap((stage) => stage.links);
  return {
    model: sequential(...links.map(({ layer }) => layer)),
    params: links.map(({ params }) => params),
    state: links.map(({ state }) => state),
  };
}

interface Workshop {
  readonly key: Key;
  readonly dtype: FloatDType | undefined;
  /** How many axes the model's input has. */
  readonly rank: number;
}

/** Weights that keep a signal through this activation: Xavier's for what is bounded, else He's, 1/√(fan·E φ′²) deviation. */
function initialiserFor(fn: Activation | undefined): Initialiser {
  const profile = fn && profileOf(fn);
  if (profile === undefined || profile.bounded) return xavierNormal();
  return (key, shape, options) => normalFill({ deviation: profile.gain / Math.sqrt(fansOf(shape).fanIn) })(key, shape, options);
}

/** The weights of a stage drawn again, its biases 0. */
function drawnAnew(stage: Stage, fn: Activation | undefined, { key, dtype = 'float32' }: Workshop): Stage {
  const draw = initialiserFor(fn);
  const anew = (link: Link): Link => ({
    ...link,
    params: mapTree(link.params, (leaf: Tensor, path: Path) => {
      if (leaf.shape.length > 1) return draw(foldIn(key, [...link.path, ...path].join('.')), leaf.shape, { dtype });
      return path.at(-1) === 'bias' ? zeros(leaf.shape, { dtype }) : leaf;
    }),
  });
  return { ...stage, links: stage.links.map((link) => (weightsOf(link).length > 0 ? anew(link) : link)) };
}

/** ReLU in place of what saturates, a leaky one in place of what has died, and weights for it. */
function reactivated(stage: Stage, workshop: Workshop): Stage {
  const own = stageActivation(stage);
  if (own === undefined) return stage;
  const fn = profileOf(own).bounded ? relu : leakyrelu;
  const links = stage.links.map((link): Link => (activationOf(link) ? { ...link, layer: activation(fn) } : link));
  return drawnAnew({ ...stage, links }, fn, workshop);
}

/** With a normalisation right after its weights. */
function normalised(stage: Stage, { key, dtype = 'float32', rank }: Workshop): Stage {
  if (isNormalised(stage)) return stage;
  const links = stage.links.flatMap((link): Link[] => {
    const { outputs } = link.layer.options as { readonly outputs?: number };
    if (weightsOf(link).length === 0 || outputs === undefined) return [link];
    const layer = (rank === 3 && link.layer['~chainrule'].name === 'linear' ? layerNorm(outputs) : batchNorm(outputs)) as unknown as Layer;
    return [link, { layer, path: [...link.path, 'norm'], ...layer.init(key, { dtype }) }];
  });
  return { ...stage, links };
}

/** Added to its input, where it keeps the shape; what is added already, by so much less. */
function skipped(stage: Stage, scale: number): Stage {
  if (isResidual(stage)) return { ...stage, links: stage.links.map((link) => damped(link, scale)) };
  const {
    inputs,
    outputs,
    stride = 1,
  } = (stage.links.find((link) => weightsOf(link).length > 0)?.layer.options ?? {}) as Partial<Record<string, unknown>>;
  if (inputs === undefined || inputs !== outputs || stride !== 1) return stage;
  const body = sequential(...stage.links.map(({ layer }) => layer)) as unknown as Layer;
  const link: Link = {
    layer: residual(body, { scale }),
    path: stage.links[0]!.path,
    params: { body: stage.links.map(({ params }) => params) },
    state: { body: stage.links.map(({ state }) => state) },
  };
  return { ...stage, links: [link] };
}

function damped(link: Link, scale: number): Link {
  if (!isResidualLink(link)) return link;
  const { layers, options } = link.layer as Residual;
  return { ...link, layer: residual(layers!['body']!, { scale: options.scale * scale }) };
}
