import { emptyArray, isFloat, kernels, shapeText, sizeOf, type ArrayData } from '@chainrule/core';
import { sameType, typeText } from '@chainrule/program';
import type { Primitive } from '../graph/primitive.js';
import { apply, leaf, type Tensor } from '../tensor.js';
import { jvp, vjp } from '../transform/jvp.js';
import { vmap } from '../transform/vmap.js';
import { Draw, type Sample } from './sample.js';

/** What must hold for every application of every primitive. Throws where it does not. */
export interface Law {
  readonly name: string;
  check(primitive: Primitive, sample: Sample): void;
}

/** A claim of a law that turned out false. */
function claim(holds: boolean, problem: () => string): void {
  if (!holds) throw new Error(problem());
}

const drawn = (sample: Sample, seed: number): readonly ArrayData[] => {
  const inputs = sample.inputs(new Draw(seed));
  return sample.complete?.(inputs) ?? inputs;
};

/** The results by the reference value. */
function valueOf(primitive: Primitive, inputs: readonly ArrayData[], parameters: unknown): readonly ArrayData[] {
  return primitive.value(inputs, parameters, primitive.types(inputs, parameters));
}

const arrayOf = (x: Tensor): ArrayData => ({ dtype: x.dtype, shape: x.shape, data: x.dataSync() });

function requireClose(actual: ArrayData, expected: ArrayData, tolerance: number, what: string): void {
  claim(sameType(actual, expected), () => `${what}: ${typeText(actual)} instead of ${typeText(expected)}`);
  const scale = Array.from(expected.data).reduce((most, x) => Math.max(most, Number.isFinite(x) ? Math.abs(x) : 0), 1e-3);
  expected.data.forEach((x, i) => {
    const y = actual.data[i]!;
    claim(Object.is(x, y) || Math.abs(x - y) <= tolerance * scale, () => `${what}: element ${i} of ${shapeText(expected.shape)} is ${y} instead of ${x}`);
  });
}

/** The positions of the inputs with respect to which a sample is differentiated: real ones that are not computed from others. */
function variables(sample: Sample): number[] {
  const [given, all] = [sample.inputs(new Draw(1)), drawn(sample, 1)];
  return all.flatMap((input, i) => (isFloat(input.dtype) && i < given.length ? [i] : []));
}

const moved = (x: ArrayData, direction: ArrayData, step: number): ArrayData => ({ ...x, data: x.data.map((value, i) => value + step * direction.data[i]!) });

const inner = (a: readonly ArrayData[], b: readonly ArrayData[]): number => a.reduce((sum, x, k) => Array.from(x.data).reduce((s, value, i) => s + value * b[k]!.data[i]!, sum), 0);

const directions = (like: readonly ArrayData[], seed: number): ArrayData[] => {
  const draw = new Draw(seed);
  return like.map(({ shape }) => draw.real(shape, -1, 1));
};

/** The primitive as a function of its variables alone, with its real results. */
function functionOf(primitive: Primitive, sample: Sample, seed = 1): { readonly f: (...x: Tensor[]) => Tensor[]; readonly at: Tensor[]; readonly reference: (x: readonly ArrayData[]) => ArrayData[]; readonly point: readonly ArrayData[] } {
  const inputs = drawn(sample, seed);
  const positions = variables(sample);
  const place = <T>(all: readonly T[], some: readonly T[]): T[] => all.map((input, i) => (positions.includes(i) ? some[positions.indexOf(i)]! : input));
  return {
    f: (...x) => apply(primitive, place(inputs.map((input) => leaf(input)), x), sample.parameters).filter(({ dtype }) => isFloat(dtype)),
    at: positions.map((i) => leaf(inputs[i]!)),
    reference: (x) => {
      const all = place(inputs, x);
      return valueOf(primitive, sample.complete?.(all.slice(0, sample.inputs(new Draw(seed)).length)) ?? all, sample.parameters).filter(({ dtype }) => isFloat(dtype));
    },
    point: positions.map((i) => inputs[i]!),
  };
}

/** The derivative along a direction by differences of fourth order. */
function differences(f: (x: readonly ArrayData[]) => readonly ArrayData[], at: readonly ArrayData[], along: readonly ArrayData[], h = 1e-3): ArrayData[] {
  const shifted = (k: number): readonly ArrayData[] => f(at.map((x, i) => moved(x, along[i]!, k * h)));
  const [a, b, c, d] = [shifted(-2), shifted(-1), shifted(1), shifted(2)] as const;
  return a.map((_, k) => ({ ...a[k]!, data: a[k]!.data.map((value, i) => (value - 8 * b[k]!.data[i]! + 8 * c[k]!.data[i]! - d[k]!.data[i]!) / (12 * h)) }));
}

const leaves = (arrays: readonly ArrayData[]): Tensor[] => arrays.map((array) => leaf(array));

/** Whether the sample can be differentiated at all. */
const isDifferentiable = (primitive: Primitive, sample: Sample): boolean => {
  const { f, at } = functionOf(primitive, sample);
  return !primitive.stops && at.length > 0 && f(...at).length > 0;
};

const differenceTolerance = 1e-8;

export const laws: readonly Law[] = [
  {
    name: 'the value has the type that the rule says, and leaves its inputs alone',
    check(primitive, sample) {
      const inputs = drawn(sample, 1);
      const before = inputs.map(({ data }) => data.slice());
      const types = primitive.types(inputs, sample.parameters);
      const values = primitive.value(inputs, sample.parameters, types);
      claim(values.length === types.length, () => `${values.length} values for ${types.length} types`);
      values.forEach((value, k) => {
        claim(sameType(value, types[k]!), () => `${typeText(value)} where the rule says ${typeText(types[k]!)}`);
        claim(value.data.length === sizeOf(value.shape), () => `${value.data.length} numbers for ${typeText(value)}`);
        requireClose({ ...value, data: value.data }, kernels.cast({ ...value, dtype: value.dtype }, value.dtype), 0, 'value');
      });
      inputs.forEach(({ data }, i) => claim(data.every((x, k) => Object.is(x, before[i]![k])), () => `input ${i} was changed`));
    },
  },
  {
    name: 'the parameters are plain data',
    check(_, { parameters }) {
      claim(isPlain(parameters), () => 'the parameters cannot be written down');
    },
  },
  {
    name: 'float32 in gives float32 out, near the float64 value',
    check(primitive, sample) {
      const inputs = drawn(sample, 1);
      if (!inputs.some(({ dtype }) => dtype === 'float64')) return;
      const single = sample.inputs(new Draw(1)).map((x) => (x.dtype === 'float64' ? kernels.cast(x, 'float32') : x));
      const completed = sample.complete?.(single) ?? single;
      const [exact, rounded] = [valueOf(primitive, inputs, sample.parameters), valueOf(primitive, completed, sample.parameters)];
      const chosen = (sample.parameters as { readonly dtype?: unknown } | undefined)?.dtype;
      exact.forEach((value, k) => {
        const expected = isFloat(value.dtype) && chosen === undefined ? 'float32' : value.dtype;
        requireClose(rounded[k]!, kernels.cast(value, expected), 2e-5, `result ${k}`);
      });
    },
  },
  {
    name: 'jvp is what differences of the value say',
    check(primitive, sample) {
      if (!isDifferentiable(primitive, sample)) return;
      const { f, at, reference, point } = functionOf(primitive, sample);
      const along = directions(point, 7);
      const [, tangents] = jvp((...x: Tensor[]) => f(...x), at, leaves(along));
      differences(reference, point, along).forEach((expected, k) => requireClose(arrayOf(tangents[k]!), expected, differenceTolerance, `tangent ${k}`));
      // Each input moved alone, the others' tangents absent.
      point.forEach((_, i) => {
        const only = (...x: Tensor[]): Tensor[] => f(...at.with(i, x[0]!));
        const [, part] = jvp(only, [at[i]!], [leaf(along[i]!)]);
        const expected = differences((x) => reference(point.with(i, x[0]!)), [point[i]!], [along[i]!]);
        expected.forEach((value, k) => requireClose(arrayOf(part[k]!), value, differenceTolerance, `tangent ${k} for input ${i} alone`));
      });
    },
  },
  {
    name: '⟨J v, u⟩ = ⟨v, Jᵀ u⟩',
    check(primitive, sample) {
      if (!isDifferentiable(primitive, sample)) return;
      const { f, at, point } = functionOf(primitive, sample);
      const v = directions(point, 11);
      const [value, forward] = jvp((...x: Tensor[]) => f(...x), at, leaves(v));
      const u = directions(value.map(arrayOf), 13);
      const [, back] = vjp((...x: Tensor[]) => f(...x), ...at);
      const carried = back(leaves(u)).map(arrayOf);
      carried.forEach((g, i) => claim(sameType(g, point[i]!), () => `the gradient by input ${i} is ${typeText(g)}, the input ${typeText(point[i]!)}`));
      requireEqual(inner(forward.map(arrayOf), u), inner(v, carried), 1e-11, 'all inputs and results');
      // Every input with every result alone: what is absent must count as zero.
      point.forEach((_, i) =>
        value.forEach((_, k) => {
          const [, alone] = vjp((x: Tensor) => f(...at.with(i, x))[k]!, at[i]!);
          const [, part] = jvp((x: Tensor) => f(...at.with(i, x))[k]!, [at[i]!], [leaf(v[i]!)]);
          requireEqual(inner([arrayOf(part)], [u[k]!]), inner([v[i]!], alone(leaf(u[k]!)).map(arrayOf)), 1e-11, `input ${i} and result ${k} alone`);
        }),
      );
    },
  },
  {
    name: 'second derivatives: jvp of vjp is symmetric and what differences of vjp say',
    check(primitive, sample) {
      if (!isDifferentiable(primitive, sample)) return;
      const { f, at, reference, point } = functionOf(primitive, sample);
      const u = directions(reference(point), 17);
      const gradient = (...x: Tensor[]): Tensor[] => vjp((...y: Tensor[]) => f(...y), ...x)[1](leaves(u));
      const [v, w] = [directions(point, 19), directions(point, 23)];
      const [, hv] = jvp(gradient, at, leaves(v));
      const [, hw] = jvp(gradient, at, leaves(w));
      requireEqual(inner(w, hv.map(arrayOf)), inner(v, hw.map(arrayOf)), 1e-10, 'symmetry');
      if (sample.complete !== undefined) return;
      const moving = differences((x) => gradient(...leaves(x)).map(arrayOf), point, v);
      moving.forEach((expected, i) => requireClose(arrayOf(hv[i]!), expected, 1e-7, `second derivative by input ${i}`));
    },
  },
  {
    name: 'batching is a loop, whichever inputs are batched and wherever',
    check(primitive, sample) {
      const size = 3;
      const draws = Array.from({ length: size }, (_, example) => drawn(sample, example + 1));
      const [first] = draws as [readonly ArrayData[]];
      for (const axes of batchings(first)) {
        const inputs = first.map((x, i) => (axes[i] === null ? x : stackedAt(draws.map((inputs) => inputs[i]!), axes[i]!)));
        const batched = primitive.batch(leaves(inputs), axes, sample.parameters, size);
        const loop = draws.map((inputs) => valueOf(primitive, inputs.map((x, i) => (axes[i] === null ? first[i]! : x)), sample.parameters));
        claim(batched.outputs.length === loop[0]!.length, () => 'as many results as for one example');
        batched.outputs.forEach((output, k) =>
          requireClose(arrayOf(output), stackedAt(loop.map((values) => values[k]!), batched.axes[k]!), 1e-12, `batch axes ${JSON.stringify(axes)}, result ${k}`),
        );
      }
    },
  },
  {
    name: 'batching twice is two loops',
    check(primitive, sample) {
      const [outer, inside] = [2, 3];
      const draws = Array.from({ length: outer }, (_, a) => Array.from({ length: inside }, (_, b) => drawn(sample, a * inside + b + 1)));
      const count = draws[0]![0]!.length;
      const subsets = Array.from({ length: 2 ** count - 1 }, (_, bits) => Array.from({ length: count }, (_, i) => ((bits + 1) >> i) % 2 === 1));
      for (const over of subsets)
        for (const within of subsets) {
          const pick = (a: number, b: number): readonly ArrayData[] => draws[0]![0]!.map((_, i) => draws[over[i] ? a : 0]![within[i] ? b : 0]![i]!);
          const inputs = draws[0]![0]!.map((_, i) => {
            const rows = Array.from({ length: over[i] ? outer : 1 }, (_, a) => {
              const columns = Array.from({ length: within[i] ? inside : 1 }, (_, b) => pick(a, b)[i]!);
              return within[i] ? stackedAt(columns, 0) : columns[0]!;
            });
            return leaf(over[i] ? stackedAt(rows, 0) : rows[0]!);
          });
          const axesOf = (batched: readonly boolean[]): (number | null)[] => batched.map((is) => (is ? 0 : null));
          const f = (...x: Tensor[]): Tensor[] => apply(primitive, x, sample.parameters);
          const results = vmap(vmap(f, { inAxes: axesOf(within) }), { inAxes: axesOf(over) })(...inputs);
          const loops = draws.map((row, a) => row.map((_, b) => valueOf(primitive, pick(a, b), sample.parameters)));
          results.forEach((result, k) =>
            requireClose(arrayOf(result), stackedAt(loops.map((row) => stackedAt(row.map((values) => values[k]!), 0)), 0), 1e-12, `inputs batched outside ${String(over)}, inside ${String(within)}, result ${k}`),
          );
        }
    },
  },
];

function requireEqual(a: number, b: number, tolerance: number, what: string): void {
  claim(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)), () => `${what}: ${a} on one side, ${b} on the other`);
}

/** Every choice of batched inputs with several batch axes each, but none. */
function batchings(inputs: readonly ArrayData[]): (number | null)[][] {
  const choices = inputs.map(({ shape }) => [null, ...new Set([0, Math.min(1, shape.length), shape.length])]);
  return choices.reduce<(number | null)[][]>((all, some) => all.flatMap((axes) => some.map((axis) => [...axes, axis])), [[]]).filter((axes) => axes.some((axis) => axis !== null));
}

/** Arrays of one type along a new axis. */
export function stackedAt(arrays: readonly ArrayData[], axis: number): ArrayData {
  const { dtype, shape } = arrays[0]!;
  const stacked = emptyArray(dtype, [arrays.length, ...shape]);
  arrays.forEach(({ data }, i) => {
    stacked.data.set(data as never, i * data.length);
  });
  const order = shape.map((_, i) => i + 1);
  return kernels.transpose(stacked, [...order.slice(0, axis), 0, ...order.slice(axis)]);
}

/** Numbers, texts, truth values, formulas, and lists and objects of them. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object') return false;
  return value.constructor.name === 'Expr' || (Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain));
}

