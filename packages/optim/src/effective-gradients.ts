import { ChainruleError, flatten, pathName, paths, type Tree, type Value } from '@chainrule/core';
import { zipTrees } from './zip-trees.js';

export interface GradientOptions {
  /** λ of an L2 penalty: λ·p is added to the gradient. Default 0. */
  readonly weightDecay?: number;
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean;
}

/**
 * The gradients an update goes by: g, or −g when maximizing, plus λ·p.
 *
 * Throws `argument` or `shape`, naming the path, when gradients do not match the parameters.
 */
export function effectiveGradients<P extends Tree<Value>>(
  operation: string,
  grads: P,
  params: P,
  { weightDecay = 0, maximize = false }: GradientOptions,
): P {
  const gradients = zipTrees(operation, (_, g) => (maximize ? g.neg() : g), params, grads);
  checkShapes(operation, gradients, params);
  return weightDecay === 0 ? gradients : zipTrees(operation, (g, p) => g.add(p.mul(weightDecay)), gradients, params);
}

function checkShapes(operation: string, grads: Tree<Value>, params: Tree<Value>): void {
  const [given, wanted] = [flatten<Value>(grads).leaves, flatten<Value>(params).leaves];
  const wrong = wanted.findIndex((p, i) => p.shape.join() !== given[i]!.shape.join());
  if (wrong === -1) return;
  const name = pathName(paths(params)[wrong]!);
  throw new ChainruleError(
    'shape',
    `the gradient ${name === '' ? '' : `of "${name}" `}has shape [${given[wrong]!.shape.join(', ')}], the parameter [${wanted[wrong]!.shape.join(', ')}]`,
    { operation, hint: 'differentiate the loss with respect to these parameters' },
  );
}
