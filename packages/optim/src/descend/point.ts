import { ChainruleError, flatten, mapTree, ndarray, NdArray, unflatten, type Tree, type TypedArray, type Value } from '@chainrule/core';

/** What a coordinate or a block of them may be held in. */
type Leaf = number | TypedArray | NdArray;

const isPlain = (leaf: unknown): leaf is Leaf =>
  typeof leaf === 'number' || leaf instanceof NdArray || (ArrayBuffer.isView(leaf) && !(leaf instanceof DataView));

const numbersOf = (leaf: Leaf): ArrayLike<number> => (typeof leaf === 'number' ? [leaf] : leaf instanceof NdArray ? leaf.data : leaf);

/** A leaf of the same kind and shape as the first, with other numbers. */
function refill(like: Leaf, numbers: Float64Array): Leaf {
  if (typeof like === 'number') return numbers[0]!;
  return like instanceof NdArray ? ndarray(numbers, { shape: like.shape }) : numbers;
}

function leavesOf(point: unknown): { leaves: Leaf[]; structure: ReturnType<typeof flatten>['structure'] } {
  const { leaves, structure } = flatten<unknown>(point);
  const odd = leaves.find((leaf) => !isPlain(leaf));
  if (odd !== undefined || leaves.length === 0)
    throw new ChainruleError('argument', `a point of ${odd === undefined ? 'no numbers' : typeof odd} is none`, {
      operation: 'descend',
      hint: 'a point is a number, an array of numbers, or a tree of those',
    });
  return { leaves: leaves as Leaf[], structure };
}

/** All coordinates of a point, one after the other. */
export function toVector(point: unknown): Float64Array {
  return Float64Array.from(leavesOf(point).leaves.flatMap((leaf) => Array.from(numbersOf(leaf))));
}

/** The point of the same structure with these coordinates. */
export function fromVector<P>(like: P, vector: Float64Array): P {
  const { leaves, structure } = leavesOf(like);
  let at = 0;
  return unflatten<P>(
    structure,
    leaves.map((leaf) => {
      const size = numbersOf(leaf).length;
      at += size;
      return refill(leaf, vector.slice(at - size, at));
    }),
  );
}

/** The point as parameters of an optimizer. */
export function toValues(point: unknown): Tree<Value> {
  return mapTree(point, (leaf: Leaf) =>
    leaf instanceof NdArray ? leaf : typeof leaf === 'number' ? ndarray(leaf) : ndarray(Float64Array.from(leaf)),
  ) as Tree<Value>;
}

export const fromValues = <P>(like: P, values: Tree<Value>): P => fromVector(like, toVector(values));

export const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
export const norm = (a: Float64Array): number => Math.hypot(...(a.length < 1000 ? a : [Math.sqrt(dot(a, a))]));
/** a + s·b. */
export const along = (a: Float64Array, s: number, b: Float64Array): Float64Array => a.map((x, i) => x + s * b[i]!);
