import { ChainruleError, didYouMean, flatten, pathName, paths, unflatten, type Tree, type Value } from '@chainrule/core';

/**
 * A tree like the first, its leaves made from the leaves of all of them.
 *
 * Throws `argument`, naming the path, when `grads`, a state or updates do not have the structure of the parameters.
 */
export function zipTrees<P extends Tree<Value>>(
  operation: string,
  f: (...leaves: Value[]) => Value,
  first: P,
  ...rest: readonly Tree<Value>[]
): P {
  const { leaves, structure } = flatten<Value>(first);
  const others = rest.map((tree) => {
    checkSamePaths(first, tree, operation);
    return flatten<Value>(tree).leaves;
  });
  return unflatten<P>(
    structure,
    leaves.map((leaf, i) => f(leaf, ...others.map((each) => each[i]!))),
  );
}

function checkSamePaths(wanted: Tree<Value>, given: Tree<Value>, operation: string): void {
  const [a, b] = [wanted, given].map((tree) => paths(tree).map(pathName)) as [string[], string[]];
  const [missing, extra] = [a.find((path) => !b.includes(path)), b.find((path) => !a.includes(path))];
  if (missing === undefined && extra === undefined) return;
  const named = (path: string): string => (path === '' ? 'the single value' : `"${path}"`);
  throw new ChainruleError(
    'argument',
    missing === undefined
      ? `there is no parameter for ${named(extra!)}`
      : `nothing is given for the parameter ${named(missing)}${didYouMean(missing, b)}`,
    { operation, hint: `the parameters are ${a.map(named).join(', ')}` },
  );
}
