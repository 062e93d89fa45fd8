import { isChainruleError, type Key } from '@chainrule/core';
import { debugNaN, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { lossOf, type StepOptions } from './step.js';

/** Which operation first gives what is not a number, at parameters that are finite: the step again, checked operation by operation. */
export function nameTheOperation<P, S>(
  what: Pick<StepOptions<P, S>, 'model' | 'loss'>,
  params: P,
  state: S,
  x: Tensor,
  y: Tensor,
  key: Key,
): string {
  const value = lossOf(what);
  debugNaN(true);
  try {
    const [[loss], gradient] = valueAndGrad((p: P) => value(p, state, x, y, key), { hasAux: true })(params) as unknown as [
      [Tensor],
      object,
    ];
    loss.item();
    for (const leaf of leaves(gradient)) leaf.sum().item();
    return Number.isFinite(loss.item())
      ? 'Loss and gradient are finite, and the update is not: the learning rate is too large, or the optimizer divides by 0.'
      : `The loss has grown to ${loss.item()}: the rate is too large, or the weights are.`;
  } catch (error) {
    if (!isChainruleError(error)) throw error;
    return `[${error.operation}] ${error.problem}`;
  } finally {
    debugNaN(false);
  }
}

const leaves = (tree: unknown): Tensor[] =>
  typeof tree !== 'object' || tree === null ? [] : 'dtype' in tree ? [tree as Tensor] : Object.values(tree).flatMap(leaves);
