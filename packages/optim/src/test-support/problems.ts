import { ndarray, type Nested, type NdArray, type Value } from '@chainrule/core';

/** A problem of the recorded runs, written on any kind of value: parameters as a list of arrays. */
export interface Problem {
  readonly start: readonly NdArray[];
  readonly loss: (params: readonly Value[]) => Value;
  /** By hand. */
  readonly gradient: (params: readonly Value[]) => Value[];
}

export type ProblemData = Readonly<Record<string, { readonly init: readonly Nested[]; readonly data?: Readonly<Record<string, Nested>> }>>;

/** The five problems over arrays made by `make` from the recorded numbers. */
export function problems(recorded: ProblemData, make: (array: NdArray) => Value = (array) => array): Readonly<Record<string, Problem>> {
  const data = (problem: string, name: string): Value => make(ndarray(recorded[problem]!.data![name]!));
  const hilbert = make(ndarray(Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (__, j) => 1 / (i + j + 1)))));
  const column = (x: Value): Value => x.reshape([x.shape[0]!, 1]);
  const flat = (x: Value): Value => x.reshape([x.shape[0]!]);
  const [first, second] = [0, 1].map((i) => make(ndarray(Int32Array.of(i)))) as [Value, Value];
  const isFirst = make(ndarray([1, 0]));
  const coordinates = (p: Value): [Value, Value] => [p.take(first).reshape([]), p.take(second).reshape([])];
  const [lx, ly] = [data('logreg', 'LX'), data('logreg', 'LY')];
  const [ma, mb] = [data('matls', 'MA'), data('matls', 'MB')];
  const logits = (w: Value, b: Value): Value => flat(lx.matmul(column(w))).add(b);

  const written: Readonly<Record<string, Omit<Problem, 'start'>>> = {
    quad1: { loss: ([x]) => x!.mul(x!).sub(x!.mul(6)).add(5).sum(), gradient: ([x]) => [x!.mul(2).sub(6)] },
    rosenbrock: {
      loss: ([p]) => {
        const [x, y] = coordinates(p!);
        const rest = y.sub(x.mul(x));
        return x.sub(1).mul(x.sub(1)).add(rest.mul(rest).mul(100));
      },
      gradient: ([p]) => {
        const [x, y] = coordinates(p!);
        const rest = y.sub(x.mul(x));
        const [dx, dy] = [x.sub(1).mul(2).sub(x.mul(rest).mul(400)), rest.mul(200)];
        return [isFirst.where(dx, dy)];
      },
    },
    hilbert4: {
      loss: ([x]) =>
        x!
          .mul(flat(hilbert.matmul(column(x!))))
          .sum()
          .mul(0.5)
          .sub(x!.sum()),
      gradient: ([x]) => [flat(hilbert.matmul(column(x!))).sub(1)],
    },
    logreg: {
      // log(1 + eᶻ) − yz
      loss: ([w, b]) => {
        const z = logits(w!, b!);
        return z.maximum(0).add(z.abs().neg().exp().add(1).log()).sub(z.mul(ly)).mean();
      },
      gradient: ([w, b]) => {
        const error = logits(w!, b!).neg().exp().add(1).pow(-1).sub(ly).div(12);
        return [flat(lx.transpose().matmul(column(error))), error.sum().reshape([1])];
      },
    },
    matls: {
      loss: ([w]) => ma.matmul(w!).sub(mb).pow(2).mean(),
      gradient: ([w]) => [
        ma.transpose().matmul(
          ma
            .matmul(w!)
            .sub(mb)
            .mul(2)
            .mul(1 / 12),
        ),
      ],
    },
  };
  return Object.fromEntries(
    Object.entries(written).map(([name, problem]) => [name, { start: recorded[name]!.init.map((nested) => ndarray(nested)), ...problem }]),
  );
}
