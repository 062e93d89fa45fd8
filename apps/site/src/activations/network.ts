import { foldIn, key as keyOf, normal, type Key } from '@chainrule/core';
import type { ActivationName } from '@chainrule/activations';
import {
  batchNorm,
  diagnose,
  heNormal,
  lecun,
  linear,
  mse,
  normalFill,
  sequential,
  xavierNormal,
  type Diagnosis,
  type Initialiser,
  type Layer,
  type RemedyKind,
} from '@chainrule/nn';
import { grad, tensor, type Tensor } from '@chainrule/tensor';
import { activationOf } from './gallery.js';

export const initialisers = {
  xavier: xavierNormal(),
  he: heNormal(),
  lecun: lecun(),
  large: normalFill(),
  small: normalFill({ deviation: 0.01 }),
} as const satisfies Readonly<Record<string, Initialiser>>;
export type InitialiserName = keyof typeof initialisers;

/** A network of equal layers, as the reader has set it up. */
export interface Setup {
  readonly activation: ActivationName;
  readonly depth: number;
  readonly initialiser: InitialiserName;
  readonly normalised: boolean;
  readonly seed: number;
}

/** A model with its numbers. */
export interface Made {
  readonly model: Layer;
  readonly params: unknown;
  readonly state: unknown;
}

export const [width, rows] = [32, 64];

export function networkOf({ activation, depth, initialiser, normalised, seed }: Setup): Made {
  const options = { bias: false, weight: initialisers[initialiser] };
  const layers = Array.from({ length: depth }, () => [
    linear(width, width, options),
    ...(normalised ? [batchNorm(width)] : []),
    activationOf(activation),
  ]).flat() as unknown as Layer[];
  const head = linear(width, 1, { bias: false, weight: xavierNormal() }) as unknown as Layer;
  const model = sequential(...layers, head) as unknown as Layer;
  return { model, ...model.init(keyOf(seed), { dtype: 'float64' }) };
}

/** Standard normal inputs and targets. */
export function batchOf(seed: number): { readonly x: Tensor; readonly y: Tensor } {
  const draw = (name: string, shape: readonly number[]): Tensor => tensor(normal(foldIn(keyOf(seed), name), shape), { dtype: 'float64' });
  return { x: draw('inputs', [rows, width]), y: draw('targets', [rows, 1]) };
}

export const diagnosisOf = ({ model, params, state }: Made, seed: number): Diagnosis =>
  diagnose({ model, params, state, loss: mse, batch: batchOf(seed), key: keyOf(seed), singularValues: false });

/** The network after a remedy, or as it is where there is none. */
export function remedied(
  made: Made,
  diagnosis: Diagnosis,
  kind: RemedyKind | undefined,
): { readonly made: Made; readonly after?: Diagnosis } {
  if (kind === undefined || !diagnosis.remedies.includes(kind)) return { made };
  const { model, params, state, after } = diagnosis.apply(kind);
  return { made: { model, params, state }, after };
}

/** What every hidden layer gives, and the gradient of the loss by it. */
export function flowsOf(
  { model, params, state }: Made,
  seed: number,
): readonly { readonly signal: Float64Array; readonly gradient: Float64Array }[] {
  const { x, y } = batchOf(seed);
  const key: Key = keyOf(seed);
  const parts = Object.values(model.layers ?? {}).map((layer) => layer['~chainrule'].name);
  /** A layer ends before the next weights. */
  const ends = new Set(parts.flatMap((_, i) => (['linear', 'residual'].includes(parts[i + 1] ?? '') ? [i] : [])));
  const signals: Tensor[] = [];
  const lossOf = (probes?: readonly Tensor[]): Tensor => {
    const result = model.apply(params, state, x, {
      ...{ mode: 'train', key },
      observe: (value, _layer, path) => {
        if (path.length !== 1 || !ends.has(Number(path[0]))) return value;
        if (probes === undefined) signals.push(value);
        return probes === undefined ? value : value.add(probes[[...ends].indexOf(Number(path[0]))]!);
      },
    });
    return mse.apply(result.y, y);
  };
  lossOf().item();
  const gradients = grad((probes: readonly Tensor[]) => lossOf(probes))(signals.map((signal) => signal.fill(0)));
  const numbers = (t: Tensor): Float64Array => Float64Array.from(t.dataSync());
  return signals.map((signal, i) => ({ signal: numbers(signal), gradient: numbers(gradients[i]!) }));
}
