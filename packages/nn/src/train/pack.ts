import { mapTree, type NdArray } from '@chainrule/core';
import { ndarray } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';

/** A tree apart: its arrays by number, and what remains as plain data in which a `{ '~array': n }` stands for each. */
export interface Packed {
  readonly arrays: Readonly<Record<string, NdArray>>;
  readonly rest: unknown;
}

const isArray = (leaf: unknown): leaf is NdArray | Tensor =>
  typeof leaf === 'object' && leaf !== null && 'shape' in leaf && 'dtype' in leaf;

/** Takes a tree of tensors and numbers apart, so that the arrays can be kept as bytes and the rest as JSON. */
export function pack(tree: object): Packed {
  const arrays: Record<string, NdArray> = {};
  const rest = mapTree(tree, (leaf: unknown) => {
    if (typeof leaf === 'number' && !Number.isFinite(leaf)) return { '~number': String(leaf) };
    if (!isArray(leaf)) return leaf;
    const name = String(Object.keys(arrays).length);
    arrays[name] = ndarray('dataSync' in leaf ? leaf.dataSync() : leaf.data, {
      shape: leaf.shape,
      dtype: leaf.dtype,
    });
    return { '~array': name };
  });
  return { arrays, rest };
}

/** The tree again; `refuse` is told of arrays that are not there. */
export function unpack({ arrays, rest }: Packed, refuse: (problem: string) => never): unknown {
  if (typeof rest !== 'object' || rest === null) return rest;
  if ('~number' in rest) return Number(rest['~number']);
  if ('~array' in rest) {
    const name = String(rest['~array']);
    return Object.hasOwn(arrays, name) ? tensor(arrays[name]!) : refuse(`the array "${name}" is missing`);
  }
  const inside = (part: unknown): unknown => unpack({ arrays, rest: part }, refuse);
  return Array.isArray(rest) ? rest.map(inside) : Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, inside(part)]));
}
