import { ChainruleError, didYouMean, flatten, pathName, paths, type Structure, type Tree, type Value } from '@chainrule/core';

/** What is told of a tree that does not fit the parameters. */
export interface Role {
  readonly operation: string;
  /** What a leaf of it is called, `gradient` for example. */
  readonly leaf?: string;
}

/**
 * The leaves of a tree in the order of the parameters, whatever the order of its own keys.
 *
 * Throws `argument`, naming the path, when it does not have the structure of the parameters or holds something that is no array.
 */
export function leavesLike(params: Tree<Value>, tree: Tree<Value>, { operation, leaf = 'value' }: Role): readonly Value[] {
  const [wanted, given] = [flatten<Value>(params), flatten<Value>(tree)];
  const leaves = sameStructure(wanted.structure, given.structure) ? given.leaves : byPath(params, tree, operation);
  const odd = leaves.findIndex((value) => !isValue(value));
  if (odd === -1) return leaves;
  const name = pathName(paths(params)[odd]!);
  throw new ChainruleError('argument', `the ${leaf}${name === '' ? '' : ` of "${name}"`} is ${describe(leaves[odd])}, not an array`, {
    operation,
    hint: 'make one with ndarray(numbers) or tensor(numbers)',
  });
}

export const isValue = (leaf: unknown): leaf is Value => typeof leaf === 'object' && leaf !== null && 'shape' in leaf && 'matmul' in leaf;

const describe = (leaf: unknown): string =>
  typeof leaf === 'object' && leaf !== null ? `a ${leaf.constructor.name}` : leaf === null ? 'null' : `a ${typeof leaf}`;

function sameStructure(a: Structure, b: Structure): boolean {
  if (a.leaf || b.leaf) return a.leaf === b.leaf;
  return (
    a.array === b.array &&
    a.children.length === b.children.length &&
    a.children.every(([key, child], i) => key === b.children[i]![0] && sameStructure(child, b.children[i]![1]))
  );
}

function byPath(params: Tree<Value>, tree: Tree<Value>, operation: string): readonly Value[] {
  const [wanted, given] = [params, tree].map((each) => paths(each).map(pathName)) as [string[], string[]];
  const [missing, extra] = [wanted.find((path) => !given.includes(path)), given.find((path) => !wanted.includes(path))];
  if (missing === undefined && extra === undefined) {
    const found = new Map(flatten<Value>(tree).leaves.map((leaf, i) => [given[i]!, leaf]));
    return wanted.map((path) => found.get(path)!);
  }
  const named = (path: string): string => (path === '' ? 'the single value' : `"${path}"`);
  throw new ChainruleError(
    'argument',
    missing === undefined
      ? `there is no parameter for ${named(extra!)}`
      : `nothing is given for the parameter ${named(missing)}${didYouMean(missing, given)}`,
    { operation, hint: `the parameters are ${wanted.map(named).join(', ')}` },
  );
}
