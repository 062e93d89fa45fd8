import type { VectorActivation } from '@chainrule/activations';
import { isChainruleError, ndarray } from '@chainrule/core';
import { compile, grad, type Tensor } from '@chainrule/tensor';
import { requireGradient, score, waves } from '../gradient.js';
import { requireIdentity } from '../identity.js';
import { claim, type Promises } from '../test-case.js';
import { numbersIn, requireNearNumbers } from '../trees.js';

const [rows, columns] = [3, 4];
/** The numbers of row i, and of column j, of a matrix in row order. */
const row = (all: readonly number[], i: number): number[] => all.slice(i * columns, (i + 1) * columns);
const column = (all: readonly number[], j: number): number[] => all.filter((_, at) => at % columns === j);

const valuesOf = (a: VectorActivation, numbers: readonly number[]): number[] => Array.from(a(ndarray(numbers), 0).data);
const matrix = (): Tensor => waves([rows, columns]).mul(3);

/** What every activation of the numbers along an axis promises. */
export const vectorPromises: Promises<VectorActivation> = /* @__PURE__ */ (() => ({
  'it says that it is an activation of contract 1': (a) => {
    const { name } = requireIdentity(a, 'activation');
    claim(a.key === name, () => `its key is "${a.key}" and its name "${name}"`);
  },
  'it gives advice': (a) => {
    claim(typeof a.advice === 'string' && a.advice.length > 10, () => `its advice is "${a.advice}"`);
  },
  'numbers of any size have values within the range; what is not a number has none': (a) => {
    const [lowest, highest] = a.range;
    for (const size of [0, 1, 30, 1e4, 1e300])
      for (const y of valuesOf(a, [-size, 0.3 * size, size, size]))
        claim(y >= lowest - 1e-12 && y <= highest + 1e-12, () => `with numbers up to ${size} a value is ${y}, outside of its range`);
    claim(valuesOf(a, [1, NaN]).every(Number.isNaN), () => 'beside what is not a number a value is one');
  },
  'it is the same function along every axis': (a) => {
    const numbers = numbersIn(matrix());
    const x = ndarray(numbers, { shape: [rows, columns] });
    const [byRow, byColumn] = [a(x, 1), a(x, 0)].map((y) => Array.from(y.data)) as [number[], number[]];
    for (let i = 0; i < rows; i++) requireNearNumbers(row(byRow, i), valuesOf(a, row(numbers, i)), 1e-14, `row ${i}`);
    for (let j = 0; j < columns; j++) requireNearNumbers(column(byColumn, j), valuesOf(a, column(numbers, j)), 1e-14, `column ${j}`);
    requireNearNumbers(Array.from(a.with({ axis: 0 }).apply(x).data), byColumn, 0, 'with axis 0');
    requireNearNumbers(Array.from(a.apply(x).data), a.axis === 0 ? byColumn : byRow, 0, `along axis ${a.axis}, its own`);
  },
  'an axis that is not there, or has no numbers, is refused': (a) => {
    const wrong = [
      ['axis 1 of a row', () => a(ndarray([1, 2]), 1)],
      ['an axis of length 0', () => a(ndarray([], { shape: [2, 0] }), 1)],
    ] as const;
    for (const [what, call] of wrong) {
      let refused: unknown;
      try {
        call();
      } catch (error) {
        refused = error;
      }
      claim(isChainruleError(refused), () => `${what} is not refused by a ChainruleError`);
    }
  },
  ...Object.fromEntries(
    (['float32', 'float64'] as const).map((dtype) => [
      `of a tensor it keeps the element type, and is what it is of an array, ${dtype}`,
      (a: VectorActivation) => {
        const y = a.apply(matrix().cast(dtype));
        claim(y.dtype === dtype, () => `of ${dtype} it is ${y.dtype}`);
        const wanted = a.apply(ndarray(numbersIn(matrix()), { shape: [rows, columns] }));
        requireNearNumbers(Array.from(y.dataSync()), Array.from(wanted.data), dtype === 'float32' ? 2e-6 : 1e-13, dtype);
      },
    ]),
  ),
  'the gradient is what differences measure, and so is the second': (a) => {
    const first = (x: Tensor): Tensor => score(a.apply(x));
    requireGradient(first, matrix());
    requireGradient((x: Tensor) => score(grad(first)(x)), matrix());
  },
  'compiled it is the same, and so is its gradient': (a) => {
    const both = (x: Tensor): Tensor[] => [a.apply(x), grad((t: Tensor) => score(a.apply(t)))(x)];
    const [plain, compiled] = [both(matrix()), compile(both)(matrix())];
    compiled.forEach((y, i) => {
      requireNearNumbers(Array.from(y.dataSync()), Array.from(plain[i]!.dataSync()), 1e-13, i === 0 ? 'the value' : 'the gradient');
    });
  },
}))();
