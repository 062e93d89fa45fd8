import { flatten, isFloat, mapTree, type Tree, type Value } from '@chainrule/core';
import { applyUpdates, evaluatesLoss, type Optimizer } from '@chainrule/optim';
import { compile, valueAndGrad, type CompileOptions, type KeyLike, type Tensor } from '@chainrule/tensor';
import type { Layer } from '../layer.js';
import type { Loss } from '../losses/loss.js';

/** What one step starts from and leaves. */
export interface Moment<P, S> {
  readonly params: P;
  readonly state: S;
  readonly optimizer: unknown;
}
export interface Taken<P, S> extends Moment<P, S> {
  readonly loss: number;
  /** Whether everything stayed finite; otherwise nothing was changed. */
  readonly finite: boolean;
}
export type Step<P, S> = (moment: Moment<P, S>, x: Tensor, y: Tensor, key: KeyLike, step: number) => Taken<P, S>;

export interface StepOptions<P, S> {
  readonly model: Layer<P, S>;
  readonly loss: Pick<Loss, 'apply'>;
  readonly optimizer: Optimizer;
  readonly backend?: CompileOptions['backend'];
}

/** The loss of a batch, and the state of the layers after it. */
export const lossOf =
  <P, S>({ model, loss }: Pick<StepOptions<P, S>, 'model' | 'loss'>) =>
  (params: P, state: S, x: Tensor, y: Tensor, key: KeyLike): [Tensor, S] => {
    const applied = model.apply(params, state, x, { mode: 'train', key });
    return [loss.apply(applied.y, y), applied.state];
  };

/** One step of training: compiled whole, the optimizer included; for optimizers that evaluate the loss themselves, only loss and gradient are. */
export function stepOf<P, S>(options: StepOptions<P, S>, params: P): Step<P, S> {
  return evaluatesLoss(options.optimizer, params as Tree<Value>) ? hostStep(options) : compiledStep(options);
}

const leavesOf = (tree: unknown): Tensor[] =>
  flatten<Tensor>(tree as Tree<Tensor>).leaves.filter((leaf) => typeof leaf === 'object' && isFloat(leaf.dtype));

/** Not a number where a number in a tree is not finite, else 0. */
const flaw = (trees: unknown): Tensor =>
  leavesOf(trees)
    .map((leaf) => leaf.mul(0).sum().cast('float64'))
    .reduce((a, b) => a.add(b));

/** Every new number where all is well, else every old one. */
const guarded = (fine: Tensor, after: unknown, before: unknown): unknown => {
  const { leaves } = flatten<unknown>(before);
  let i = 0;
  return mapTree(after as object, (leaf: unknown) => {
    const old = leaves[i++];
    return typeof leaf === 'object' && leaf !== null ? fine.where(leaf as Tensor, old as Tensor) : leaf;
  });
};

function compiledStep<P, S>({ optimizer, backend, ...what }: StepOptions<P, S>): Step<P, S> {
  const value = lossOf(what);
  const step = compile(
    (params: P, state: S, inner: unknown, x: Tensor, y: Tensor, key: KeyLike, hyper: Readonly<Record<string, Value | number>>) => {
      const [[loss, after], gradient] = valueAndGrad((p: P) => value(p, state, x, y, key), { hasAux: true })(params);
      const result = optimizer.update(gradient as Tree<Value>, inner, params as Tree<Value>, { step: NaN, hyper, value: loss });
      const next = [applyUpdates(params as Tree<Value>, result.updates), after, result.state];
      const fine = flaw([loss, next]).equal(0);
      return { loss, fine, next: guarded(fine, next, [params, state, inner]) as [P, S, unknown] };
    },
    { ...(backend && { backend }), donate: [0, 1, 2] },
  );
  return (moment, x, y, key, at) => {
    const { loss, fine, next } = step(moment.params, moment.state, moment.optimizer, x, y, key, optimizer.hyper?.(at) ?? {});
    return { params: next[0], state: next[1], optimizer: next[2], loss: loss.item(), finite: fine.item() === 1 };
  };
}

function hostStep<P, S>({ optimizer, backend, ...what }: StepOptions<P, S>): Step<P, S> {
  const value = lossOf(what);
  const evaluate = compile(
    (params: P, state: S, x: Tensor, y: Tensor, key: KeyLike) =>
      valueAndGrad((p: P) => value(p, state, x, y, key), { hasAux: true })(params),
    backend && { backend },
  );
  return (moment, x, y, key, at) => {
    const [[loss, after], gradient] = evaluate(moment.params, moment.state, x, y, key);
    const before = loss.item();
    if (!Number.isFinite(before)) return { ...moment, loss: before, finite: false };
    const result = optimizer.update(gradient as Tree<Value>, moment.optimizer, moment.params as Tree<Value>, {
      step: at,
      hyper: optimizer.hyper?.(at) ?? {},
      value: before,
      valueAndGrad: (p) => {
        const [[there], slope] = evaluate(p as P, moment.state, x, y, key);
        return [there.item(), slope as Tree<Value>];
      },
    });
    const params = applyUpdates(moment.params as Tree<Value>, result.updates) as P;
    const finite = flaw([params, after]).item() === 0;
    return finite ? { params, state: after, optimizer: result.state, loss: before, finite } : { ...moment, loss: before, finite };
  };
}
