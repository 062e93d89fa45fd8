import { ChainruleError, flatten, isFloat, unflatten, type Structure } from '@chainrule/core';
import { optimize, type Backend, type Executable, type Operations, type Program, type ResidentArray } from '@chainrule/program';
import { lower } from '../graph/lower.js';
import { realize, settings } from '../graph/realize.js';
import { tensor } from '../create.js';
import { isTensor, leaf, placeholder, type Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { RepeatedCall } from './repeated-call.js';

/** How a function is compiled. */
export interface CompileOptions {
  /** Default: the backend set with `useBackend`. */
  readonly backend?: Backend;
  /** Arguments whose memory is handed over; reading their tensors afterwards is an error. */
  readonly donate?: readonly number[];
}

/** What is fixed when a function is traced: the structure of its arguments, their types, and strings and booleans by value. */
interface Arguments {
  readonly key: string;
  readonly structure: Structure;
  readonly leaves: readonly unknown[];
  /** Positions of the leaves that are inputs. */
  readonly inputs: readonly number[];
  readonly tensors: readonly Tensor[];
}

/**
 * The same function as one program, made at the first call with arguments of these types and run at every call.
 *
 * Tensors and numbers are inputs; strings and booleans are fixed in the program and part of what it is remembered by. Asking for
 * the number in a tensor is an error while the function is traced. Within another transformation it is the plain function.
 *
 * @example
 * ```ts
 * import { compile, tensor, Tensor } from '@chainrule/tensor';
 * const step = compile((w: Tensor, rate: number | Tensor) => w.sub(w.mul(rate)));
 * step(tensor([1, 2]), 0.5).toString(); // → 'f32[2] [0.5, 1]'
 * ```
 */
export function compile<Args extends readonly unknown[], R>(f: (...args: Args) => R, options: CompileOptions = {}): (...args: Args) => R {
  const made = new Map<Backend, Map<string, Compiled<R>>>();
  let latest: Compiled<R> | undefined;
  return (...args) => {
    const backend = options.backend ?? settings.backend;
    // The usual call is like the last one.
    const again = latest?.backend === backend ? latest.call.tensors(args) : undefined;
    if (again && !again.some(isWatched)) return run(latest!, again);
    const given = inspect(args);
    if (given.tensors.some(isWatched)) return f(...args);
    const known = made.get(backend) ?? new Map<string, Compiled<R>>();
    made.set(backend, known);
    latest = known.get(given.key);
    if (latest === undefined) {
      const { program, operations, rebuild } = traced(f, given);
      const donated = donatedLeaves(args, given, options.donate ?? []);
      const executable = backend.compile(optimize(program, operations), operations, { donate: donated });
      latest = { backend, executable, rebuild, donated, call: new RepeatedCall(given.structure, given.leaves) };
      known.set(given.key, latest);
    }
    return run(latest, given.tensors);
  };
}

/** A program with what calls of its kind have in common. */
interface Compiled<R> {
  readonly backend: Backend;
  readonly executable: Executable;
  readonly rebuild: (leaves: readonly unknown[]) => R;
  /** Inputs whose memory is handed over. */
  readonly donated: readonly number[];
  readonly call: RepeatedCall;
}

const isWatched = ({ node }: Tensor): boolean => node.abstract || node.watched;

function run<R>({ executable, rebuild, donated }: Compiled<R>, tensors: readonly Tensor[]): R {
  if (tensors.some(({ node }) => node.values === undefined)) realize(tensors);
  const results = executable.run(tensors.map(({ node, index }) => node.values![index]!));
  for (const i of donated) handOver(tensors[i]!);
  return rebuild(results.map((result) => leaf(result)));
}

interface Traced<R> {
  readonly program: Program;
  readonly operations: Operations;
  readonly placeholders: readonly Tensor[];
  readonly results: readonly Tensor[];
  readonly rebuild: (leaves: readonly unknown[]) => R;
}

/** The program a function of these arguments is, with its operations. */
export function traced<Args extends readonly unknown[], R>(
  f: (...args: Args) => R,
  { structure, leaves, inputs, tensors }: Arguments,
): Traced<R> {
  const placeholders = tensors.map(({ type }) => placeholder(type));
  const replaced = [...leaves];
  inputs.forEach((position, i) => (replaced[position] = placeholders[i]));
  const result = leavesOf(f(...unflatten<Args>(structure, replaced)), 'compile');
  return {
    ...lower(placeholders, result.tensors, 'constants'),
    rebuild: (found: readonly unknown[]): R => result.rebuild<R>(found),
    placeholders,
    results: result.tensors,
  };
}

/** Tells apart what is an input and what is fixed. */
export function inspect(args: readonly unknown[]): Arguments {
  const { leaves, structure } = flatten<unknown>(args);
  const tensors: Tensor[] = [];
  const inputs: number[] = [];
  const float = leaves.filter(isTensor).find(({ dtype }) => isFloat(dtype))?.dtype ?? 'float32';
  const parts = leaves.map((value, position) => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === undefined || value === null)
      return typeof value === 'string' ? JSON.stringify(value) : String(value);
    if (typeof value === 'function')
      throw new ChainruleError('argument', 'a function cannot be an argument of a compiled function', {
        operation: 'compile',
        hint: 'use it from outside, or compile a function that closes over it',
      });
    // A number takes the element type that the other arguments compute in.
    const made = isTensor(value) ? value.now() : typeof value === 'number' ? tensor(value, { dtype: float }) : tensor(value as never);
    inputs.push(position);
    tensors.push(made);
    return `${made.dtype}[${made.shape.join()}]`;
  });
  return { key: `${structureText(structure)}|${parts.join(';')}`, structure, leaves, inputs, tensors };
}

const structureText = (node: Structure): string =>
  node.leaf ? '*' : `${node.array ? '[' : '{'}${node.children.map(([name, child]) => `${name}:${structureText(child)}`).join()}}`;

/** Which inputs belong to donated arguments. */
function donatedLeaves(args: readonly unknown[], { inputs }: Arguments, donate: readonly number[]): number[] {
  if (donate.length === 0) return [];
  const ends = args.map((arg) => flatten<unknown>(arg).leaves.length).reduce<number[]>((sums, n) => [...sums, (sums.at(-1) ?? 0) + n], []);
  const argumentOf = (position: number): number => ends.findIndex((end) => position < end);
  return inputs.flatMap((position, i) => (donate.includes(argumentOf(position)) ? [i] : []));
}

/** A donated tensor must not change silently: reading it says what happened. */
function handOver({ node, type }: Tensor): void {
  const gone: ResidentArray = {
    ...type,
    read: () => {
      throw new ChainruleError('donated', 'this tensor was handed over to a compiled function, which has reused its memory', {
        operation: 'read',
        hint: 'keep a copy first: const best = x.clone()',
      });
    },
  };
  node.values = node.types.map(() => gone);
}
