import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ndarray, type DType, type NdArray, type Shape } from '../index.js';

interface Recorded {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data: readonly string[];
}
interface Case {
  readonly operation: string;
  readonly inputs: readonly Recorded[];
  readonly options: {
    readonly axes?: number | number[] | null;
    readonly keepDims?: boolean;
    readonly shape?: number[];
    readonly dtype?: DType;
  };
  readonly output: Recorded;
}

const cases = JSON.parse(readFileSync(new URL('../../../../tooling/reference/arrays/arrays.json', import.meta.url), 'utf8')) as Case[];

const number = (text: string): number => (text === 'inf' ? Infinity : text === '-inf' ? -Infinity : text === 'nan' ? NaN : Number(text));
const read = ({ dtype, shape, data }: Recorded): NdArray => ndarray(Float64Array.from(data, number), { shape, dtype });

const run = ({ operation, inputs, options }: Case): NdArray => {
  const [a, b, c] = inputs.map(read) as [NdArray, NdArray, NdArray];
  const axes = options.axes ?? undefined;
  switch (operation) {
    case 'sum':
    case 'mean':
    case 'max':
    case 'min':
      return a[operation](axes, { keepDims: options.keepDims ?? false });
    case 'transpose':
      return a.transpose(axes as number[] | undefined);
    case 'reshape':
      return a.reshape(options.shape!);
    case 'cast':
      return a.cast(options.dtype!);
    case 'where':
      return a.where(b, c);
    case 'neg':
      return a.neg();
    default:
      return a[operation as 'add'](b);
  }
};

describe('arrays against NumPy', () => {
  const operations = [...new Set(cases.map(({ operation }) => operation))];
  it('have recorded cases of each kind', () =>
    expect(operations.sort()).toMatchInlineSnapshot(`
    [
      "add",
      "cast",
      "div",
      "equal",
      "greater",
      "greaterEqual",
      "less",
      "lessEqual",
      "matmul",
      "max",
      "maximum",
      "mean",
      "min",
      "minimum",
      "mul",
      "neg",
      "reshape",
      "sub",
      "sum",
      "take",
      "transpose",
      "where",
    ]
  `));

  it.each(operations)('%s', (name) => {
    for (const one of cases.filter(({ operation }) => operation === name)) {
      const [result, expected] = [run(one), read(one.output)];
      const what = `${name} ${one.inputs.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join(' ')} ${JSON.stringify(one.options)}`;
      expect(result.shape, what).toEqual(expected.shape);
      expect(result.dtype, what).toBe(expected.dtype);
      // Sums are added in another order: all else is the same to the last bit.
      const slack =
        ['sum', 'mean', 'matmul'].includes(name) && expected.dtype !== 'int32' ? (expected.dtype === 'float32' ? 2 ** -22 : 2 ** -50) : 0;
      for (let i = 0; i < expected.data.length; i++) {
        const [got, wanted] = [result.data[i]!, expected.data[i]!];
        if (!Object.is(got, wanted))
          expect(Math.abs(got - wanted), `${what}: ${got}, not ${wanted}`).toBeLessThanOrEqual(slack * Math.max(1, Math.abs(wanted)));
      }
    }
  });
});
