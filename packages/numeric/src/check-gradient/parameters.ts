import { ChainruleError, pathName } from '@chainrule/core';
import { kindOf } from '../checked.js';

/** How to read the numbers of a leaf of your own kind and to make another like it. */
export interface LeafAdapter {
  /** The numbers of the leaf, or undefined when it is not one of yours. */
  read(leaf: unknown): ArrayLike<number> | undefined;
  /** A leaf like the given one that holds these numbers. */
  like(leaf: unknown, numbers: Float64Array): unknown;
}

/** One leaf of the parameters: a slice of all their numbers in a row. */
export interface Parameter {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly shape: readonly number[];
  /** Whether it is held in single precision. */
  readonly single: boolean;
}

/** The parameters as one long vector, with the way there and back. */
export interface ParameterSpace<P> {
  readonly parameters: readonly Parameter[];
  readonly x: Float64Array;
  /** Parameters of the same structure that hold the given numbers. */
  build(numbers: Float64Array): P;
  /** The numbers of a gradient; it must have the structure of the parameters. */
  read(gradient: unknown): Float64Array;
}

interface ArrayObject {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly dtype: string;
}

const isTyped = (leaf: unknown): leaf is Float64Array | Float32Array => leaf instanceof Float64Array || leaf instanceof Float32Array;
const isArrayObject = (leaf: unknown): leaf is ArrayObject =>
  typeof leaf === 'object' && leaf !== null && 'shape' in leaf && 'dtype' in leaf && 'data' in leaf && typeof leaf.data === 'object';

/** The kinds of leaves that are understood, in the order in which they are tried. */
const kinds: readonly LeafAdapter[] = [
  { read: (leaf) => (typeof leaf === 'number' ? [leaf] : undefined), like: (_, numbers) => numbers[0] },
  {
    read: (leaf) => (isTyped(leaf) ? leaf : undefined),
    like: (leaf, numbers) => (leaf instanceof Float32Array ? Float32Array.from(numbers) : numbers.slice()),
  },
  {
    read: (leaf) => (Array.isArray(leaf) && leaf.length > 0 && leaf.every((entry) => typeof entry === 'number') ? leaf : undefined),
    like: (_, numbers) => Array.from(numbers),
  },
  {
    read: (leaf) => (isArrayObject(leaf) ? leaf.data : undefined),
    like: (leaf, numbers) => {
      const { data } = leaf as ArrayObject;
      const filled =
        data instanceof Float32Array ? Float32Array.from(numbers) : Array.isArray(data) ? Array.from(numbers) : numbers.slice();
      return Object.assign(Object.create(Object.getPrototypeOf(leaf) as object) as object, leaf, { data: filled });
    },
  },
];

const isSingle = (leaf: unknown): boolean =>
  leaf instanceof Float32Array || (isArrayObject(leaf) && (leaf.data instanceof Float32Array || /^(f|float)32$/.test(leaf.dtype)));

/** Takes the parameters apart. Leaves are numbers, arrays of numbers, float arrays, objects with `shape`, `dtype` and `data`, or what the adapter reads. */
export function parameterSpace<P>(tree: P, adapter?: LeafAdapter): ParameterSpace<P> {
  const adapters = adapter ? [adapter, ...kinds] : kinds;
  const parameters: Parameter[] = [];
  const chunks: ArrayLike<number>[] = [];
  let size = 0;
  walk(tree, adapters, [], (leaf, numbers, path) => {
    const name = pathName(path) || 'x';
    const shape = isArrayObject(leaf) ? leaf.shape : typeof leaf === 'number' ? [] : [numbers.length];
    parameters.push({ name, start: size, size: numbers.length, shape, single: isSingle(leaf) });
    chunks.push(numbers);
    size += numbers.length;
  });
  const x = new Float64Array(size);
  parameters.forEach(({ start }, k) => x.set(chunks[k]!, start));
  const bad = x.findIndex((value) => !Number.isFinite(value));
  if (size === 0) throw refusal('argument', 'there are no parameters');
  if (bad >= 0) throw refusal('argument', `parameter ${placeOf(parameters, bad)} is ${x[bad]}, not a finite number`);

  return {
    parameters,
    x,
    build(numbers) {
      let next = 0;
      return walk(tree, adapters, [], (leaf, _, __, kind) => {
        const { start, size: count } = parameters[next++]!;
        return kind.like(leaf, numbers.subarray(start, start + count));
      }) as P;
    },
    read(gradient) {
      const found = new Map<string, ArrayLike<number>>();
      walk(gradient, adapters, [], (_, numbers, path) => found.set(pathName(path) || 'x', numbers));
      const values = new Float64Array(size);
      for (const { name, start, size: count } of parameters) {
        const numbers = found.get(name);
        if (numbers === undefined) throw refusal('shape', `the gradient has no entry for parameter ${name}`);
        if (numbers.length !== count)
          throw refusal('shape', `the gradient of ${name} has ${numbers.length} entries, the parameter has ${count}`);
        values.set(numbers, start);
        found.delete(name);
      }
      for (const name of found.keys()) throw refusal('shape', `the gradient has an entry ${name}, but there is no such parameter`);
      return values;
    },
  };
}

/** `w[3]`, or `w[1, 2]` for a parameter with a shape. */
export function placeOf(parameters: readonly Parameter[], at: number): string {
  const parameter = parameters.find(({ start, size }) => at >= start && at < start + size)!;
  return `${parameter.name}${indexText(indexOf(parameter, at))}`;
}

export const indexText = (index: readonly number[]): string => (index.length === 0 ? '' : `[${index.join(', ')}]`);

/** The index of an entry within its parameter. */
export function indexOf({ start, shape }: Parameter, at: number): number[] {
  const index: number[] = [];
  let rest = at - start;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

const refusal = (code: 'argument' | 'shape', problem: string): ChainruleError =>
  new ChainruleError(code, problem, { operation: 'checkGradient' });

type Visit = (leaf: unknown, numbers: ArrayLike<number>, path: (string | number)[], kind: LeafAdapter) => unknown;

/** The tree with every leaf replaced by what `visit` returns. */
function walk(node: unknown, adapters: readonly LeafAdapter[], path: (string | number)[], visit: Visit): unknown {
  for (const kind of adapters) {
    const numbers = kind.read(node);
    if (numbers !== undefined) return visit(node, numbers, path, kind);
  }
  if (Array.isArray(node)) return node.map((child, i) => walk(child, adapters, [...path, i], visit));
  if (typeof node === 'object' && node !== null) {
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, walk(child, adapters, [...path, key], visit)]));
  }
  throw refusal('argument', `${pathName(path) || 'the value'} is ${kindOf(node)}, not numbers`);
}
