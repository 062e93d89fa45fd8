import { ChainruleError, pathName, type ErrorCode, type FloatDType, type Key, type Path, type Plugin } from '@chainrule/core';
import { foldInKey, type KeyLike, type Tensor } from '@chainrule/tensor';

/** Whether a layer is being trained (dropout drops, batch statistics are used) or used. */
export type Mode = 'train' | 'eval';

/** Sees, and may replace, what every layer inside a layer gives. */
export type Observer = (y: Tensor, layer: Layer, path: Path) => Tensor;

/** What a layer is told when it is applied. */
export interface Context {
  readonly mode: Mode;
  /** For layers that draw random numbers. A tensor inside a compiled step, so that every call draws others. */
  readonly key?: KeyLike | undefined;
  /** Where in a model the layer stands: errors name it. Set by the layers around it. */
  readonly path?: Path | undefined;
  /** Called with what every inner layer gives. */
  readonly observe?: Observer | undefined;
}

/** The element type that a layer begins with. */
export interface InitOptions {
  /** The element type of parameters and state. Default float32. */
  readonly dtype?: FloatDType;
}

/** Parameters are what is trained; state is what a layer remembers besides. Both are trees of tensors in PyTorch's layouts and names. */
export interface Initialised<P, S> {
  readonly params: P;
  readonly state: S;
}

/** What applying a layer gives. */
export interface Applied<S, Y = Tensor> {
  readonly y: Y;
  /** The state after it: a new tree, nothing is changed in place. */
  readonly state: S;
}

/** A tree without leaves: the parameters or the state of a layer that has none. */
export type Nothing = Readonly<Record<string, never>>;

/**
 * A frozen definition: it holds no numbers, only how to make and how to use them. What built-in layers and plugins implement.
 *
 * A layer of one's own is `definePlugin('layer', name, { options, init, apply })`.
 */
export interface Layer<
  P = unknown,
  S = unknown,
  X = Tensor,
  O = object,
  R extends Applied<S, unknown> = Applied<S>,
> extends Plugin<'layer'> {
  /** Every hyperparameter with its value, for printing, export and diagnosis. */
  readonly options: O;
  /** The layers inside, by name. */
  readonly layers?: Readonly<Record<string, Layer>>;
  init(key: Key, options?: InitOptions): Initialised<P, S>;
  apply(params: P, state: S, x: X, context: Context): R;
}

/** The parameters of a layer. */
export type ParamsOf<L> = L extends Pick<Layer<infer P>, 'init'> ? P : never;
/** The state of a layer. */
export type StateOf<L> = L extends Pick<Layer<unknown, infer S>, 'init'> ? S : never;

/** The context of a layer inside: a key and a path of its own. */
export const within = (context: Context, name: string): Context => ({
  ...context,
  key: context.key && foldInKey(context.key, name),
  path: [...(context.path ?? []), name],
});

/**
 * Applies a layer that stands inside another under a name: with its own key, named in errors, and seen by observers.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { applyInner, linear } from '@chainrule/nn';
 * import { ones } from '@chainrule/tensor';
 * const layer = linear(2, 1);
 * const inner = layer.init(key(0));
 * applyInner(layer, 'head', inner, ones([3, 2]), { mode: 'eval' }).y.shape; // → [ 3, 1 ]
 * ```
 */
export function applyInner<P, S, X, R extends Applied<S>>(
  layer: Layer<P, S, X, object, R>,
  name: string,
  { params, state }: Initialised<P, S>,
  x: X,
  context: Context,
): R {
  const inner = within(context, name);
  const result = layer.apply(params, state, x, inner);
  return context.observe ? { ...result, y: context.observe(result.y, layer as unknown as Layer, inner.path!) } : result;
}

/**
 * An error that names the layer and where in the model it stands.
 *
 * @example
 * ```ts
 * import { layerError } from '@chainrule/nn';
 * layerError('shape', 'no channels', { layer: 'conv2d', path: ['body', '0'] }).message; // → '[conv2d at "body.0"] no channels'
 * ```
 */
export function layerError(
  code: ErrorCode,
  problem: string,
  { layer, path, hint }: { readonly layer: string; readonly path?: Path | undefined; readonly hint?: string },
): ChainruleError {
  const place = path && path.length > 0 ? `${layer} at "${pathName(path)}"` : layer;
  return new ChainruleError(code, problem, { operation: place, ...(hint !== undefined && { hint }) });
}
