import { ChainruleError } from './errors.js';

/**
 * A value of type `T`, or arrays and plain objects of such trees: how parameters, gradients and optimizer states are held.
 *
 * With one argument it is the loose constraint "some tree of `T`"; with two it checks that every leaf of `P` is a `T`,
 * which plain interfaces pass without an index signature: `function f<P>(params: P & NoInfer<Tree<Value, P>>)`.
 */
export type Tree<T, P = unknown> = unknown extends P
  ? T | readonly unknown[] | object
  : P extends T
    ? P
    : P extends object
      ? { readonly [K in keyof P]: Tree<T, P[K]> }
      : never;

/** The tree `P` with every leaf of type `From` replaced by `To`. */
export type Mapped<P, From, To> = P extends From ? To : P extends object ? { [K in keyof P]: Mapped<P[K], From, To> } : P;

/** A place in a tree, written as PyTorch does: `conv1.weight`, `layers.0.bias`. */
export type Path = readonly (string | number)[];

/**
 * A place in a tree as text: the keys that lead there, with dots between them.
 *
 * @example
 * ```ts
 * import { pathName } from '@chainrule/core';
 * pathName(['conv1', 'weight']); // → 'conv1.weight'
 * ```
 */
export const pathName = (path: Path): string => path.join('.');

type Branch = Readonly<Record<string, unknown>> | readonly unknown[];

/** Arrays and plain objects are branches; all else (numbers, typed arrays, class instances, null) is a leaf. */
function isBranch(tree: unknown): tree is Branch {
  if (typeof tree !== 'object' || tree === null) return false;
  if (Array.isArray(tree)) return true;
  const prototype: unknown = Object.getPrototypeOf(tree);
  return prototype === Object.prototype || prototype === null;
}

const keysOf = (branch: Branch): readonly (string | number)[] => (Array.isArray(branch) ? branch.map((_, i) => i) : Object.keys(branch));

const child = (branch: Branch, key: string | number): unknown => (branch as Readonly<Record<string | number, unknown>>)[key];

/**
 * A tree of the same structure with every leaf replaced by `f(leaf, path)`.
 *
 * @example
 * ```ts
 * import { mapTree } from '@chainrule/core';
 * mapTree({ w: [1, 2], b: 3 }, (x: number) => x * 10); // → { w: [10, 20], b: 30 }
 * ```
 */
export function mapTree<P, T, U>(tree: P, f: (leaf: T, path: Path) => U): Mapped<P, T, U> {
  const go = (node: unknown, path: Path): unknown => {
    if (!isBranch(node)) return f(node as T, path);
    if (Array.isArray(node)) return node.map((item, i) => go(item, [...path, i]));
    return Object.fromEntries(Object.keys(node).map((key) => [key, go(child(node, key), [...path, key])]));
  };
  return go(tree, []) as Mapped<P, T, U>;
}

/** The structure of a tree without its leaves; `unflatten` puts leaves back. */
export type Structure =
  | { readonly leaf: true }
  | { readonly leaf: false; readonly array: boolean; readonly children: readonly (readonly [string | number, Structure])[] };

/**
 * The leaves of a tree in order of its keys, and the structure to put them back.
 *
 * @example
 * ```ts
 * import { flatten } from '@chainrule/core';
 * flatten({ w: [1, 2], b: 3 }).leaves; // → [1, 2, 3]
 * ```
 */
export function flatten<T>(tree: Tree<T>): { leaves: T[]; structure: Structure } {
  const leaves: T[] = [];
  const go = (node: unknown): Structure => {
    if (!isBranch(node)) {
      leaves.push(node as T);
      return { leaf: true };
    }
    return { leaf: false, array: Array.isArray(node), children: keysOf(node).map((key) => [key, go(child(node, key))] as const) };
  };
  const structure = go(tree);
  return { leaves, structure };
}

/**
 * The tree of the given structure with the given leaves. Throws `argument` when there are more or fewer than it has places.
 *
 * @example
 * ```ts
 * import { flatten, unflatten } from '@chainrule/core';
 * const { structure, leaves } = flatten({ w: [1, 2], b: 3 });
 * unflatten(structure, leaves.map((x) => -x)); // → { w: [-1, -2], b: -3 }
 * ```
 */
export function unflatten<P>(structure: Structure, leaves: readonly unknown[]): P {
  let next = 0;
  const go = (node: Structure): unknown => {
    if (node.leaf) return leaves[next++];
    if (node.array) return node.children.map(([, item]) => go(item));
    const branch: Record<string, unknown> = {};
    for (const [key, item] of node.children) {
      // A key of this name would be lost by assignment.
      if (key === '__proto__')
        Object.defineProperty(branch, key, { value: go(item), enumerable: true, configurable: true, writable: true });
      else branch[key] = go(item);
    }
    return branch;
  };
  const tree = go(structure) as P;
  if (next !== leaves.length)
    throw new ChainruleError('argument', `${leaves.length} leaves for a tree with ${next} places`, { operation: 'unflatten' });
  return tree;
}

/**
 * The path of every leaf, in the order of `flatten`.
 *
 * @example
 * ```ts
 * import { pathName, paths } from '@chainrule/core';
 * paths({ layers: [{ bias: 0 }] }).map(pathName); // → ['layers.0.bias']
 * ```
 */
export function paths(tree: Tree<unknown>): Path[] {
  const found: Path[] = [];
  mapTree(tree, (_: unknown, path) => found.push(path));
  return found;
}
