import {
  allocate,
  ChainruleError,
  dtypes,
  mapTree,
  ndarray,
  type DType,
  type NdArray,
  type Tree,
  type TypedArray,
  type Value,
} from '@chainrule/core';
import { isValue } from './leaves-like.js';
import type { Optimizer } from './optimizer.js';
import type { Run } from './run.js';

/** A run as plain data: what `JSON.stringify` keeps whole. */
export interface SavedRun {
  readonly format: 'chainrule run 1';
  /** The name of the optimizer, where it has one. */
  readonly optimizer?: string;
  readonly step: number;
  readonly params: unknown;
  readonly state: unknown;
}

/** Numbers that JSON has no words for. */
type PlainNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

interface PlainArray {
  readonly '~array': DType;
  readonly shape: readonly number[];
  readonly data: readonly PlainNumber[];
}

/**
 * A run as plain data, to be kept as JSON or sent elsewhere; `resumeRun` goes on from it to the same bits.
 *
 * Tensors are read at once, so their backend must be able to. Throws `not-concrete` for values that have no numbers to give.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adam, advance, begin, resumeRun, saveRun } from '@chainrule/optim';
 * const run = advance(begin(adam(), { w: ndarray([1, 2]) }), { w: ndarray([3, -4]) });
 * const text = JSON.stringify(saveRun(run));
 * resumeRun(adam(), JSON.parse(text)).step; // → 1
 * ```
 */
export function saveRun(run: Run<Tree<Value>>): SavedRun {
  const name = nameOf(run.optimizer);
  return {
    format: 'chainrule run 1',
    ...(name !== undefined && { optimizer: name }),
    step: run.step,
    params: mapTree(run.params, toPlain),
    state: mapTree(run.state, toPlain),
  };
}

/**
 * The run that was saved, with the optimizer it was begun with; `make` turns arrays into another kind of value (`tensor`).
 *
 * Throws `input` for what is not a saved run, `argument` for the run of another optimizer.
 *
 * @example
 * ```ts
 * import { ndarray } from '@chainrule/core';
 * import { adam, begin, resumeRun, saveRun } from '@chainrule/optim';
 * const optimizer = adam();
 * const run = begin(optimizer, { x: ndarray([1]) });
 * resumeRun(optimizer, saveRun(run)).step; // → 0
 * ```
 */
export function resumeRun<S>(
  optimizer: Optimizer<S>,
  saved: unknown,
  make: (array: NdArray) => Value = (array) => array,
): Run<Tree<Value>, S> {
  const refuse = (problem: string): never => {
    throw new ChainruleError('input', problem, { operation: 'resumeRun', hint: 'give what saveRun returned' });
  };
  if (typeof saved !== 'object' || saved === null || (saved as { format?: unknown }).format !== 'chainrule run 1')
    return refuse('this is not a saved run');
  const { optimizer: name, step, params, state } = saved as SavedRun;
  if (!Number.isInteger(step) || step < 0) refuse(`the step is ${String(step)}`);
  if (name !== undefined && nameOf(optimizer) !== undefined && name !== nameOf(optimizer))
    throw new ChainruleError('argument', `the run was saved with the optimizer "${name}", this is "${nameOf(optimizer)!}"`, {
      operation: 'resumeRun',
      hint: `make the optimizer as before, with ${name}(…)`,
    });
  const revive = (tree: unknown): unknown => {
    if (typeof tree !== 'object' || tree === null) return fromPlainNumber(tree) ?? tree;
    if ('~array' in tree) return make(fromPlain(tree as PlainArray, refuse));
    return Array.isArray(tree) ? tree.map(revive) : Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, revive(part)]));
  };
  return { optimizer, step, params: revive(params) as Tree<Value>, state: revive(state) as S };
}

function nameOf(optimizer: Optimizer): string | undefined {
  return (optimizer as Partial<Readonly<Record<'~chainrule', { readonly name: string }>>>)['~chainrule']?.name;
}

function toPlain(leaf: unknown): unknown {
  if (typeof leaf === 'number') return plainNumber(leaf);
  if (!isValue(leaf)) return leaf;
  return { '~array': leaf.dtype, shape: [...leaf.shape], data: Array.from(numbersOf(leaf), plainNumber) } satisfies PlainArray;
}

function numbersOf(value: Value): TypedArray {
  if ('data' in value && ArrayBuffer.isView(value.data)) return value.data as TypedArray;
  if ('dataSync' in value) return (value.dataSync as () => TypedArray)();
  throw new ChainruleError('not-concrete', 'the numbers of a value are needed, and it has none to give', { operation: 'saveRun' });
}

const plainNumber = (x: number): PlainNumber =>
  Number.isFinite(x) && !Object.is(x, -0) ? x : Object.is(x, -0) ? '-0' : (String(x) as PlainNumber);

const fromPlainNumber = (x: unknown): number | undefined =>
  typeof x === 'number' ? x : ['NaN', 'Infinity', '-Infinity', '-0'].includes(x as string) ? Number(x) : undefined;

function fromPlain({ '~array': dtype, shape, data }: PlainArray, refuse: (problem: string) => never): NdArray {
  if (!dtypes.includes(dtype)) return refuse(`there is no element type "${dtype as string}"`);
  if (!Array.isArray(shape) || !Array.isArray(data) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    return refuse('an array has no shape or no numbers');
  if (shape.reduce((a: number, b: number) => a * b, 1) !== data.length)
    return refuse(`${data.length} numbers do not fill shape [${shape.join(', ')}]`);
  const numbers = allocate(dtype, data.length);
  data.forEach((x, i) => (numbers[i] = fromPlainNumber(x) ?? refuse(`"${String(x)}" is not a number`)));
  return ndarray(numbers, { shape });
}
