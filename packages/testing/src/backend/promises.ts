import { formula, inputVariable, readArray, reference, type Backend } from '@chainrule/program';
import { compile, tensor, valueAndGrad, type Tensor } from '@chainrule/tensor';
import { claim, type TestCase } from '../test-case.js';
import { requireSame } from './compare.js';

const bits = (x: Tensor): string => Array.from(x.dataSync(), (value) => (Object.is(value, -0) ? '-0' : String(value))).join();

const throws = (f: () => unknown): boolean => {
  try {
    f();
    return false;
  } catch {
    return true;
  }
};

/** What a backend promises beside right numbers. */
export function promises(backend: Backend): TestCase[] {
  const double = compile((x: Tensor) => x.mul(2), { backend });
  const training = (options: Parameters<typeof compile>[1]): number[] => {
    const step = compile((w: Tensor, x: Tensor): [Tensor, Tensor] => {
      const [loss, slope] = valueAndGrad((v: Tensor) => x.matmul(v).tanh().sum())(w);
      return [loss, w.sub(slope.mul(0.1))];
    }, options);
    let w: Tensor = tensor(
      [
        [0.5, -0.25],
        [1, 0.75],
      ],
      { dtype: 'float64' },
    );
    return Array.from({ length: 5 }, () => {
      const [loss, next] = step(
        w,
        tensor(
          [
            [1, 2],
            [-1, 0.5],
            [0.25, -2],
          ],
          { dtype: 'float64' },
        ),
      );
      w = next;
      return loss.item();
    });
  };
  return [
    {
      name: 'inputs stay as they are',
      run: () => {
        const type = { dtype: 'float64', shape: [3] } as const;
        const data = Float64Array.of(1, -2, 3);
        const plus = { operation: formula.name, inputs: [0], outputs: [1], parameters: { formula: inputVariable(0).plus(1) } };
        const program = { types: [type, type], inputs: [0], constants: [], instructions: [plus], outputs: [1] };
        const [result] = backend.compile(program, new Map([[formula.name, formula]])).run([{ ...type, data }]);
        claim(readArray(result!).data.join() === '2,-1,4', () => `1, −2, 3 plus 1 is ${readArray(result!).data.join()}`);
        claim(data.join() === '1,-2,3', () => `the input became ${data.join()}`);
      },
    },
    {
      name: 'results keep their numbers when the program runs again',
      run: () => {
        const kept = [1, 2, 3, 4, 5, 6].map((i) => double(tensor([i, -i])));
        kept.forEach((x, i) => claim(bits(x) === `${2 * (i + 1)},${-2 * (i + 1)}`, () => `result ${i} became ${bits(x)}`));
      },
    },
    {
      name: 'results go back in as inputs',
      run: () => {
        let x: Tensor = tensor([1, -3]);
        for (let i = 0; i < 10; i++) x = double(x);
        claim(bits(x) === '1024,-3072', () => `after ten rounds ${bits(x)}`);
      },
    },
    {
      name: 'a state that goes round, handed over or not, gives what the reference gives',
      run: () => {
        const wanted = training({ backend: reference });
        for (const donate of [[], [0]])
          training({ backend, donate }).forEach((loss, i) =>
            claim(Math.abs(loss - wanted[i]!) < 1e-9, () => `the loss of step ${i} is ${loss} instead of ${wanted[i]}`),
          );
      },
    },
    {
      name: 'one value given twice, once handed over',
      run: () => {
        const f = compile((a: Tensor, b: Tensor) => a.mul(3).sub(b), { backend, donate: [0] });
        const x = double(tensor([1, 2]));
        claim(bits(f(x, x)) === '4,8', () => 'the second was written over');
      },
    },
    {
      name: 'the same bits every time',
      run: () => {
        const f = (x: Tensor): Tensor[] => [x.matmul(x.transpose()).tanh(), x.exp().sum(0), x.sin().sum()];
        const x = tensor(
          Float32Array.from({ length: 600 }, (_, i) => Math.sin(i * 1.7)),
          { shape: [20, 30] },
        );
        const compiled = compile(f, { backend });
        const [first, second, third] = [compiled(x), compiled(x), compile(f, { backend })(x)].map((results) => results.map(bits).join(';'));
        claim(first === second && second === third, () => 'two runs of one program differ');
      },
    },
    {
      name: 'an index out of range is refused, and what was handed over stays',
      run: () => {
        const f = compile((x: Tensor, rows: Tensor): [Tensor, Tensor] => [x.mul(2), x.add(1).take(rows)], { backend, donate: [0] });
        const x = double(tensor([1, 2]));
        for (const bad of [7, -1])
          claim(
            throws(() => f(x, tensor(Int32Array.of(bad)))[1].dataSync()),
            () => `row ${bad} of 2 was taken`,
          );
        claim(bits(x) === '2,4', () => `a refused call left ${bits(x)}`);
      },
    },
    {
      name: 'inputs of another type are refused',
      run: () => {
        const type = { dtype: 'float64', shape: [2] } as const;
        const executable = backend.compile({ types: [type], inputs: [0], constants: [], instructions: [], outputs: [0] }, new Map());
        claim(
          throws(() => executable.run([{ ...type, shape: [3], data: Float64Array.of(1, 2, 3) }])),
          () => 'three numbers were taken for two',
        );
        claim(
          throws(() => executable.run([{ dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) }])),
          () => 'float32 was taken for float64',
        );
      },
    },
    {
      name: 'inputs, constants and one value several times as outputs',
      run: () => requireSame(backend, (x) => [x, x, x.add(1), tensor([1, 2]), x], [tensor([3, 4])]),
    },
    {
      name: 'it tells how it carries a program out',
      run: () => {
        const type = { dtype: 'float64', shape: [2] } as const;
        const executable = backend.compile({ types: [type], inputs: [0], constants: [], instructions: [], outputs: [0] }, new Map());
        claim(typeof executable.explain() === 'string', () => 'explain gives no text');
      },
    },
  ];
}
