import { definePlugin, foldIn, shapeText, type Key, type Plugin } from '@chainrule/core';
import { concatenate, scan, slice, stack, zeros, type Tensor } from '@chainrule/tensor';
import { uniformFill } from '../initialisers/fill.js';
import { layerError, type Applied, type InitOptions, type Layer, type Nothing } from '../layer.js';

/** What is carried from place to place: `h`, and whatever else the cell keeps. */
export type Carry = Readonly<Record<string, Tensor>> & { readonly h: Tensor };

/** One step of a recurrent layer, without the product of the input, which is computed for all places at once. */
export interface Cell<C extends Carry> {
  /** How many gates stand above each other in the weights. */
  readonly gates: number;
  /** What is carried, by name. */
  readonly carries: readonly (keyof C & string)[];
  /** The next carry from x·W_ihᵀ + b_ih, h·W_hhᵀ + b_hh, each in gates, and the carry. */
  step(fromInput: readonly Tensor[], fromHidden: readonly Tensor[], carry: C): C;
}

/** Names and layouts of PyTorch: `weight_ih_l0` `[gates·hidden, in]`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`; then `_l1`, `_l0_reverse` … */
export type RecurrentParams = Readonly<Record<string, Tensor>>;

/** How many layers stand on each other, and in which directions they read. */
export interface RecurrentOptions {
  /** How many layers stand on each other. Default 1. */
  readonly layers?: number;
  /** Default true. */
  readonly bias?: boolean;
  /** Whether a second set of weights reads from the end to the start. Default false. */
  readonly bidirectional?: boolean;
}

/** A sequence `[n, t, in]`, alone or with what is carried at its start, each `[layers·directions, n, hidden]`. */
export type RecurrentInput<C extends Carry> = Tensor | ({ readonly x: Tensor } & Partial<Pick<C, keyof C & string>>);

/** A recurrent layer: weights and biases in PyTorch's names, what it carries as its last output. */
export type Recurrent<C extends Carry> = Layer<
  RecurrentParams,
  Nothing,
  RecurrentInput<C>,
  Required<RecurrentOptions> & { readonly inputs: number; readonly hidden: number },
  Applied<Nothing> & { readonly last: C }
>;

/** What the recurrent layers share: weights, layers on each other, directions, and the scan over places. */
export function recurrent<const N extends string, C extends Carry>(
  name: N,
  cell: Cell<C>,
  inputs: number,
  hidden: number,
  { layers = 1, bias = true, bidirectional = false }: RecurrentOptions = {},
): Recurrent<C> & Plugin<'layer', N> {
  const directions = bidirectional ? ['', '_reverse'] : [''];
  const rows = cell.gates * hidden;
  const levels = Array.from({ length: layers }, (_, level) => directions.map((direction) => `_l${level}${direction}`));
  const shapes = levels.flatMap((suffixes, level) =>
    suffixes.flatMap((suffix): [string, number[]][] => [
      [`weight_ih${suffix}`, [rows, level === 0 ? inputs : hidden * directions.length]],
      [`weight_hh${suffix}`, [rows, hidden]],
      ...(bias
        ? ([
            [`bias_ih${suffix}`, [rows]],
            [`bias_hh${suffix}`, [rows]],
          ] as [string, number[]][])
        : []),
    ]),
  );
  const init = (key: Key, options?: InitOptions): { params: RecurrentParams; state: Nothing } => {
    const draw = uniformFill({ bound: 1 / Math.sqrt(hidden) });
    return { params: Object.fromEntries(shapes.map(([at, shape]) => [at, draw(foldIn(key, at), shape, options)])), state: {} };
  };
  return definePlugin('layer', name, {
    options: { inputs, hidden, layers, bias, bidirectional },
    init,
    apply(params, state, input, { path }) {
      const { x, ...start } = 'x' in input ? input : { x: input };
      const alone = x.shape.length === 2;
      const batch = alone ? x.reshape([1, ...x.shape]) : x;
      if (batch.shape.length !== 3 || batch.shape[2] !== inputs)
        throw layerError('shape', `the input ${shapeText(x.shape)} is no batch of sequences of ${inputs} numbers`, {
          layer: name,
          path,
          hint: `it has the shape [examples, places, ${inputs}]`,
        });
      const examples = batch.shape[0]!;
      const carryAt = (at: number): C =>
        Object.fromEntries(
          cell.carries.map((what) => {
            const given = (start as Partial<Record<string, Tensor>>)[what];
            return [what, given ? slice(given, at) : zeros([examples, hidden], { dtype: x.dtype })];
          }),
        ) as C;
      const last: C[] = [];
      let y = batch.transpose([1, 0, 2]);
      for (const suffixes of levels) {
        const read = suffixes.map((suffix, direction) => {
          const [carry, out] = pass(cell, hidden, params, suffix, y, carryAt(last.length + direction), direction === 1);
          return { carry, out };
        });
        last.push(...read.map(({ carry }) => carry));
        y = concatenate(
          read.map(({ out }) => out),
          -1,
        );
      }
      const together = (what: string): Tensor => stack(last.map((carry): Tensor => carry[what]!));
      const stacked = Object.fromEntries(cell.carries.map((what) => [what, together(what)])) as C;
      const out = y.transpose([1, 0, 2]);
      return { y: alone ? out.reshape(out.shape.slice(1)) : out, last: stacked, state };
    },
  } satisfies Omit<Recurrent<C>, '~chainrule'>);
}

/** One layer in one direction over `[t, n, in]`. */
function pass<C extends Carry>(
  { gates, step }: Cell<C>,
  hidden: number,
  params: RecurrentParams,
  suffix: string,
  x: Tensor,
  start: C,
  reverse: boolean,
): [C, Tensor] {
  const of = (what: string): Tensor | undefined => params[`${what}${suffix}`];
  const affine = (rows: Tensor, weight: Tensor, bias: Tensor | undefined): Tensor => {
    const product = rows.matmul(weight.transpose());
    return bias ? product.add(bias) : product;
  };
  const [places, examples, size] = x.shape as [number, number, number];
  const all = affine(x.reshape([places * examples, size]), of('weight_ih')!, of('bias_ih')).reshape([places, examples, gates * hidden]);
  const parts = (t: Tensor): Tensor[] => Array.from({ length: gates }, (_, g) => slice(t, '...', [g * hidden, (g + 1) * hidden]));
  return scan(
    (carry: C, now: Tensor) => {
      const next = step(parts(now), parts(affine(carry.h, of('weight_hh')!, of('bias_hh'))), carry);
      return [next, next.h] as const;
    },
    start,
    all,
    { reverse },
  );
}
