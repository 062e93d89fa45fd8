import { ChainruleError, flatten, pathName, paths, unflatten, type Tree, type Value } from '@chainrule/core';
import { leavesLike } from './leaves-like.js';

/** What is done to gradients before an optimizer sees them. */
export interface GradientOptions {
  /** λ of an L2 penalty: λ·p is added to the gradient. Default 0. */
  readonly weightDecay?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/**
 * The gradients an update goes by: g, or −g when maximizing, plus λ·p; in the order of the parameters.
 *
 * Throws `argument` or `shape`, naming the path, when gradients do not match the parameters.
 */
export function effectiveGradients<P extends Tree<Value>>(
  operation: string,
  grads: P,
  params: P,
  { weightDecay = 0, maximize = false }: GradientOptions = {},
): P {
  const { leaves, structure } = flatten<Value>(params);
  const given = leavesLike(params, grads, { operation, leaf: 'gradient' });
  checkShapes(operation, given, params);
  return unflatten<P>(
    structure,
    leaves.map((p, i) => {
      const g = maximize ? given[i]!.neg() : given[i]!;
      return weightDecay === 0 ? g : g.add(p.mul(weightDecay));
    }),
  );
}

function checkShapes(operation: string, given: readonly Value[], params: Tree<Value>): void {
  const wanted = flatten<Value>(params).leaves;
  const wrong = wanted.findIndex((p, i) => p.shape.join() !== given[i]!.shape.join());
  if (wrong === -1) return;
  const name = pathName(paths(params)[wrong]!);
  throw new ChainruleError(
    'shape',
    `the gradient ${name === '' ? '' : `of "${name}" `}has shape [${given[wrong]!.shape.join(', ')}], the parameter [${wanted[wrong]!.shape.join(', ')}]`,
    { operation, hint: 'differentiate the loss with respect to these parameters' },
  );
}
