import { definePlugin, foldIn } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import type { Activation } from '../activation.js';
import { applyInner, type Layer, type Nothing, type ParamsOf, type StateOf } from '../layer.js';
import { activation } from './activation.js';

/** What can stand in a sequence: a layer, or an activation function. */
export type Part = Layer | Activation;

type PartParams<L> = L extends Layer ? ParamsOf<L> : Nothing;
type PartState<L> = L extends Layer ? StateOf<L> : Nothing;
type Parts = readonly Part[] | Readonly<Record<string, Part>>;

/** Layers one after the other; parameters and state under their names or numbers. */
export type Sequential<L extends Parts = Parts> = Layer<
  { readonly [K in keyof L]: PartParams<L[K]> },
  { readonly [K in keyof L]: PartState<L[K]> },
  Tensor,
  Nothing
>;

const isPart = (value: object): value is Part => '~chainrule' in value;
const asLayer = (part: Part): Layer => (isLayer(part) ? part : activation(part));
const isLayer = (part: Part): part is Layer => part['~chainrule'].kind === 'layer';

/**
 * Layers one after the other; activation functions may stand among them. Parameters and state are lists in the order of the layers (paths
 * `0.weight`, `2.weight`, … as PyTorch's `nn.Sequential`), or trees under the names given.
 *
 * @example
 * ```ts
 * import { key, relu } from '@chainrule/core';
 * import { linear, sequential } from '@chainrule/nn';
 * const { params } = sequential(linear(4, 8), relu, linear(8, 3)).init(key(0));
 * params[2].weight.shape; // → [3, 8]
 * const named = sequential({ hidden: linear(4, 8), relu, head: linear(8, 3) });
 * named.init(key(0)).params.head.bias.shape; // → [3]
 * ```
 */
export function sequential<const L extends readonly Part[]>(...layers: L): Sequential<L>;
export function sequential<const L extends Readonly<Record<string, Part>>>(layers: L): Sequential<L>;
export function sequential(...given: readonly (Part | Readonly<Record<string, Part>>)[]): Sequential {
  const [first] = given;
  const named = given.length === 1 && !isPart(first!);
  const layers = Object.fromEntries(
    Object.entries(named ? (first as Readonly<Record<string, Part>>) : (given as readonly Part[])).map(([name, part]) => [
      name,
      asLayer(part),
    ]),
  );
  const names = Object.keys(layers);
  /** One thing for every layer, under its name or in its place. */
  const gather = <T>(of: (name: string) => T): Readonly<Record<string, T>> =>
    (named ? Object.fromEntries(names.map((name) => [name, of(name)])) : names.map(of)) as Readonly<Record<string, T>>;
  return definePlugin('layer', 'sequential', {
    options: {},
    layers,
    init: (key, options) => {
      const made = new Map(names.map((name) => [name, layers[name]!.init(foldIn(key, name), options)]));
      return { params: gather((name) => made.get(name)!.params), state: gather((name) => made.get(name)!.state) };
    },
    apply: (params, state, x, context) => {
      const [p, s] = [params, state] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
      const after = new Map<string, unknown>();
      let y = x;
      for (const name of names) {
        const result = applyInner(layers[name]!, name, { params: p[name], state: s[name] }, y, context);
        after.set(name, result.state);
        y = result.y;
      }
      return { y, state: gather((name) => after.get(name)) };
    },
  } satisfies Omit<Sequential, '~chainrule'>);
}
