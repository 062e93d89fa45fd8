import { flatten, isFloat, mapTree, pathName, paths, type ArrayData, type NdArray } from '@chainrule/core';
import { Tensor, tensor } from '@chainrule/tensor';
import { claim } from './test-case.js';

/** `instanceof` would say that any element type will do. */
export const isTensor = (leaf: unknown): leaf is Tensor => leaf instanceof Tensor;

/** A leaf that holds numbers, as its numbers. */
const arrayOf = (leaf: unknown): ArrayData | undefined =>
  isTensor(leaf)
    ? { dtype: leaf.dtype, shape: leaf.shape, data: leaf.dataSync() }
    : typeof leaf === 'object' && leaf !== null && 'data' in leaf && 'dtype' in leaf
      ? (leaf as NdArray)
      : undefined;

const described = (tree: unknown, leafText: (leaf: unknown) => string): string => {
  const { leaves } = flatten<unknown>(tree);
  return paths(tree)
    .map((path, i) => `${pathName(path)}: ${leafText(leaves[i])}`)
    .join('\n');
};

const numberText = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** Every leaf of a tree by its path, with the exact numbers: equal texts are equal bits. */
export const bitsOf = (tree: unknown): string =>
  described(tree, (leaf) => {
    const array = arrayOf(leaf);
    return array
      ? `${array.dtype} [${array.shape.join()}] ${Array.from(array.data, numberText).join(' ')}`
      : typeof leaf === 'number'
        ? numberText(leaf)
        : String(leaf);
  });

/** Every leaf of a tree by its path, with its element type and shape. */
export const typesOf = (tree: unknown): string =>
  described(tree, (leaf) => {
    const array = arrayOf(leaf);
    return array ? `${array.dtype} [${array.shape.join()}]` : typeof leaf;
  });

/** All numbers in a tree, in its order. */
export const numbersIn = (tree: unknown): number[] =>
  flatten<unknown>(tree).leaves.flatMap((leaf) => (typeof leaf === 'number' ? [leaf] : Array.from(arrayOf(leaf)?.data ?? [])));

/** The same tree with other numbers in its real leaves: each number by its old value and its place among all of them. */
export function withNumbers<T>(tree: T, f: (x: number, at: number) => number): T {
  let at = 0;
  return mapTree(tree, (leaf: unknown) => {
    if (!isTensor(leaf) || !isFloat(leaf.dtype)) return leaf;
    const data = Float64Array.from(leaf.dataSync(), (x) => f(x, at++));
    return tensor(data, { shape: leaf.shape, dtype: leaf.dtype });
  }) as T;
}

/** The same tree with its real leaves in an element type. */
export const inType = <T>(tree: T, dtype: 'float32' | 'float64'): T =>
  mapTree(tree, (leaf: unknown) => (isTensor(leaf) && isFloat(leaf.dtype) ? leaf.cast(dtype) : leaf)) as T;

/** Two trees with one structure and equal types, and numbers equal up to a part of the largest. */
export function requireNear(got: unknown, wanted: unknown, tolerance: number, what: string): void {
  claim(typesOf(got) === typesOf(wanted), () => `${what}: its parts are\n${typesOf(got)}\ninstead of\n${typesOf(wanted)}`);
  requireNearNumbers(numbersIn(got), numbersIn(wanted), tolerance, what);
}

/** As many numbers, equal up to a part of the largest. */
export function requireNearNumbers(got: readonly number[], wanted: readonly number[], tolerance: number, what: string): void {
  claim(got.length === wanted.length, () => `${what}: ${got.length} numbers instead of ${wanted.length}`);
  const scale = wanted.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 1e-3);
  wanted.forEach((x, i) => {
    const y = got[i]!;
    claim(Object.is(x, y) || x === y || Math.abs(x - y) <= tolerance * scale, () => `${what}: number ${i} is ${y} instead of ${x}`);
  });
}

/** The same bits. */
export const requireSameBits = (got: unknown, wanted: unknown, what: string): void => {
  const [a, b] = [bitsOf(got), bitsOf(wanted)];
  claim(a === b, () => `${what}:\n${a}\ninstead of\n${b}`);
};
