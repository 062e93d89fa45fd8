import type { Tree, Value } from '@chainrule/core';

/** The scalars of one step, computed on the host: numbers there, inputs of a compiled step inside it. */
export type Hyper = Readonly<Record<string, number | Value>>;

/** What an optimizer is told at every step. */
export interface UpdateContext<P = Tree<Value>> {
  /** How many updates came before this one: 0 for the first. */
  readonly step: number;
  /** What `hyper(step)` gave. */
  readonly hyper: Hyper;
  /** The loss at the parameters, for optimizers that want it. */
  readonly value?: Value | number;
  /** The loss and its gradient anywhere, for optimizers that evaluate it themselves. Only on the host. */
  readonly valueAndGrad?: (params: P) => readonly [value: Value | number, gradient: P];
}

/**
 * A rule that turns gradients into updates, as pure functions of parameters and state: what built-in optimizers and plugins implement.
 *
 * Parameters, gradients, updates and state are trees of `Value`s, so the same rule steps plain arrays, tensors and compiled programs.
 * Whatever changes from step to step without depending on a gradient (the learning rate, bias corrections) is computed by `hyper`
 * and read from `context.hyper`; then nothing is frozen when the update is compiled.
 */
export interface Optimizer<S = unknown, P extends Tree<Value> = Tree<Value>> {
  /** The state before the first step. */
  init(params: P): S;
  hyper?(step: number): Readonly<Record<string, number>>;
  /** What to add to the parameters, and the state after it. */
  update(grads: P, state: S, params: P, context: UpdateContext<P>): { readonly updates: P; readonly state: S };
  /** The parameters to judge by, where they are not those that are trained (averages). */
  evalParams?(state: S, params: P): P;
}
