import { ChainruleError, flatten, mapTree, unflatten, type Tree, type Value } from '@chainrule/core';

/** A tree of arrays as one long vector: what line searches and quasi-Newton steps compute with, on the host. */
type Vector = Tree<Value>;

/** The number in a value with one element. Throws `not-concrete` where it cannot be known at once. */
export function numberOf(value: Value | number, operation: string): number {
  if (typeof value === 'number') return value;
  if ('item' in value && typeof value.item === 'function') return (value.item as () => number)();
  throw new ChainruleError('not-concrete', 'the number in a value is needed, and it has none to give', {
    operation,
    hint: 'this optimizer is driven from the host: call it outside of compile, on plain arrays or tensors',
  });
}

const leaves = (vector: Vector): Value[] => flatten<Value>(vector).leaves;

const total = (operation: string, parts: readonly Value[], join: (a: number, b: number) => number): number =>
  parts.map((part) => numberOf(part, operation)).reduce(join, 0);

/** ⟨a, b⟩. */
export const dotTrees = (operation: string, a: Vector, b: Vector): number => {
  const others = leaves(b);
  return total(
    operation,
    leaves(a).map((leaf, i) => leaf.mul(others[i]!).sum()),
    (x, y) => x + y,
  );
};

/** maxᵢ|aᵢ|. */
export const largestIn = (operation: string, a: Vector): number =>
  total(
    operation,
    leaves(a).map((leaf) => leaf.abs().max()),
    (x, y) => (Number.isNaN(y) ? y : Math.max(x, y)),
  );

/** Σ|aᵢ|. */
export const absoluteSum = (operation: string, a: Vector): number =>
  total(
    operation,
    leaves(a).map((leaf) => leaf.abs().sum()),
    (x, y) => x + y,
  );

export const scaleTree = (a: Vector, s: number | Value): Vector => mapTree<Vector, Value, Value>(a, (leaf) => leaf.mul(s));

/** a + s·b. */
export function alongTree<P extends Vector>(a: P, s: number | Value, b: Vector): P {
  const { leaves: from, structure } = flatten<Value>(a);
  const direction = leaves(b);
  return unflatten<P>(
    structure,
    from.map((leaf, i) => leaf.add(direction[i]!.mul(s))),
  );
}

/** a − b. */
export function minusTree<P extends Vector>(a: P, b: Vector): P {
  const { leaves: from, structure } = flatten<Value>(a);
  const others = leaves(b);
  return unflatten<P>(
    structure,
    from.map((leaf, i) => leaf.sub(others[i]!)),
  );
}

/** √Σg² over all leaves, as a value: it may stand in a compiled step. */
export function globalNorm(tree: Vector): Value {
  const [first, ...rest] = leaves(tree).map((leaf) => leaf.mul(leaf).sum());
  if (first === undefined) throw new ChainruleError('argument', 'there are no parameters', { operation: 'globalNorm' });
  return rest.reduce((sum, part) => sum.add(part), first).sqrt();
}

/** A number as a value like the leaves of a tree: what counts are kept in. */
export function scalarLike(tree: Vector, value: number, operation: string): Value {
  const [first] = leaves(tree);
  if (first === undefined) throw new ChainruleError('argument', 'there are no parameters', { operation });
  return first.sum().fill(value);
}
