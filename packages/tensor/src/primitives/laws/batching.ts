import { emptyArray, kernels, type ArrayData } from '@chainrule/core';
import { apply, leaf, type Tensor } from '../../tensor.js';
import { vmap } from '../../transform/vmap.js';
import { arrayOf, drawn, leaves, valueOf } from './application.js';
import { claim, requireClose } from './claim.js';
import type { Law } from './law.js';

export const batched: Law = {
  name: 'batching is a loop, whichever inputs are batched and wherever',
  check: (primitive, sample) => {
    const size = 3;
    const draws = Array.from({ length: size }, (_, example) => drawn(sample, example + 1));
    const [first] = draws as [readonly ArrayData[]];
    for (const axes of batchings(first)) {
      const inputs = first.map((x, i) =>
        axes[i] === null
          ? x
          : stackedAt(
              draws.map((inputs) => inputs[i]!),
              axes[i]!,
            ),
      );
      const batched = primitive.batch(leaves(inputs), axes, sample.parameters, size);
      const loop = draws.map((inputs) =>
        valueOf(
          primitive,
          inputs.map((x, i) => (axes[i] === null ? first[i]! : x)),
          sample.parameters,
        ),
      );
      claim(batched.outputs.length === loop[0]!.length, () => 'as many results as for one example');
      batched.outputs.forEach((output, k) =>
        requireClose(
          arrayOf(output),
          stackedAt(
            loop.map((values) => values[k]!),
            batched.axes[k]!,
          ),
          1e-12,
          `batch axes ${JSON.stringify(axes)}, result ${k}`,
        ),
      );
    }
  },
};

export const twice: Law = {
  name: 'batching twice is two loops',
  check: (primitive, sample) => {
    const [outer, inside] = [2, 3];
    const draws = Array.from({ length: outer }, (_, a) => Array.from({ length: inside }, (_, b) => drawn(sample, a * inside + b + 1)));
    const count = draws[0]![0]!.length;
    const subsets = Array.from({ length: 2 ** count - 1 }, (_, bits) =>
      Array.from({ length: count }, (_, i) => ((bits + 1) >> i) % 2 === 1),
    );
    for (const over of subsets)
      for (const within of subsets) {
        const pick = (a: number, b: number): readonly ArrayData[] =>
          draws[0]![0]!.map((_, i) => draws[over[i] ? a : 0]![within[i] ? b : 0]![i]!);
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
          requireClose(
            arrayOf(result),
            stackedAt(
              loops.map((row) =>
                stackedAt(
                  row.map((values) => values[k]!),
                  0,
                ),
              ),
              0,
            ),
            1e-12,
            `inputs batched outside ${String(over)}, inside ${String(within)}, result ${k}`,
          ),
        );
      }
  },
};

/** Every choice of batched inputs with several batch axes each, but none. */
function batchings(inputs: readonly ArrayData[]): (number | null)[][] {
  const choices = inputs.map(({ shape }) => [null, ...new Set([0, Math.min(1, shape.length), shape.length])]);
  return choices
    .reduce<(number | null)[][]>((all, some) => all.flatMap((axes) => some.map((axis) => [...axes, axis])), [[]])
    .filter((axes) => axes.some((axis) => axis !== null));
}

/** Arrays of one type along a new axis. */
function stackedAt(arrays: readonly ArrayData[], axis: number): ArrayData {
  const { dtype, shape } = arrays[0]!;
  const stacked = emptyArray(dtype, [arrays.length, ...shape]);
  arrays.forEach(({ data }, i) => {
    stacked.data.set(data, i * data.length);
  });
  const order = shape.map((_, i) => i + 1);
  return kernels.transpose(stacked, [...order.slice(0, axis), 0, ...order.slice(axis)]);
}
