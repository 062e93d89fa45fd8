import { ChainruleError, flatten, isFloat, pathName, paths, unflatten } from '@chainrule/core';
import { typeText } from '@chainrule/program';
import type { Source } from '../graph/node.js';
import { aliasOf } from '../primitives/alias.js';
import { isTensor, type Tensor } from '../tensor.js';
import { tensor } from '../create.js';

/** A tree's leaves as tensors, and how to put others in their place. */
export interface Leaves {
  readonly tensors: readonly Tensor[];
  readonly rebuild: <P>(leaves: readonly unknown[]) => P;
}

/** The leaves of an argument; numbers and plain arrays become tensors. */
export function leavesOf(argument: unknown, operation: string): Leaves {
  const { leaves, structure } = flatten<unknown>(argument);
  const tensors = leaves.map((leaf, i) => {
    if (isTensor(leaf)) return leaf;
    if (typeof leaf === 'number' || (typeof leaf === 'object' && leaf !== null && ('data' in leaf || ArrayBuffer.isView(leaf))))
      return tensor(leaf as number);
    throw new ChainruleError('argument', `${placeText(argument, i)} is ${leaf === null ? 'null' : typeof leaf}, not a tensor`, {
      operation,
      hint: 'pass tensors, numbers, or trees of them',
    });
  });
  return { tensors, rebuild: (replaced) => unflatten(structure, replaced) };
}

/** How a leaf of an argument is called in messages: its path, or "the argument" itself. */
export function placeText(argument: unknown, index: number): string {
  const name = pathName(paths(argument)[index] ?? []);
  return name === '' ? 'the argument' : `argument ${name}`;
}

/** Fresh concrete aliases of the leaves, to differentiate with respect to. Throws `dtype` for what has no derivative. */
export function aliases(
  argument: unknown,
  source: Source,
  operation: string,
): { readonly tree: unknown; readonly tensors: readonly Tensor[] } {
  const { tensors, rebuild } = leavesOf(argument, operation);
  const fresh = tensors.map((leaf, i) => {
    if (isFloat(leaf.dtype)) return aliasOf(leaf, source);
    throw new ChainruleError('dtype', `${placeText(argument, i)} is ${typeText(leaf.type)}, which has no derivative`, {
      operation,
      hint: `cast it to float32, or differentiate by another argument with argnums`,
    });
  });
  return { tree: rebuild(fresh), tensors: fresh };
}
