import { readFileSync } from 'node:fs';
import { flatten, ndarray, type Nested, type NdArray, type Value } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { adam } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { advance, begin } from './run.js';
import { cosine } from './schedules/cosine.js';
import { exponential } from './schedules/exponential.js';
import { sgd } from './sgd.js';

/** What PyTorch 1.13 did in float64: see `meta` in the file. */
interface Recorded {
  readonly meta: {
    readonly problems: Readonly<Record<string, { readonly init: Nested[]; readonly data?: Readonly<Record<string, Nested>> }>>;
  };
  readonly trajectories: readonly {
    readonly optimizer: string;
    readonly options: Readonly<Record<string, unknown>>;
    readonly problem: string;
    readonly steps: readonly number[];
    readonly params: readonly (readonly (number | string)[])[];
  }[];
  readonly schedules: readonly {
    readonly schedule: string;
    readonly options: Readonly<Record<string, number>>;
    readonly baseLr: number;
    readonly lr: readonly number[];
  }[];
}
const recorded = JSON.parse(
  readFileSync(new URL('../../../tooling/reference/optim/trajectories.json', import.meta.url), 'utf8'),
) as Recorded;

const data = (problem: string, name: string): NdArray => ndarray(recorded.meta.problems[problem]!.data![name]!);
const hilbert = ndarray(Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (__, j) => 1 / (i + j + 1))));

/** The gradients of the problems, by hand. */
const gradients: Readonly<Record<string, (params: NdArray[]) => NdArray[]>> = {
  quad1: ([x]) => [x!.mul(2).sub(6)],
  rosenbrock: ([p]) => {
    const [x, y] = p!.data as unknown as [number, number];
    return [ndarray([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])];
  },
  hilbert4: ([x]) => [
    hilbert
      .matmul(x!.reshape([4, 1]))
      .reshape([4])
      .sub(1),
  ],
  logreg: ([w, b]) => {
    const [x, y] = [data('logreg', 'LX'), data('logreg', 'LY')];
    const error = ndarray(1)
      .div(
        x
          .matmul(w!.reshape([3, 1]))
          .reshape([12])
          .add(b!)
          .neg()
          .exp()
          .add(1),
      )
      .sub(y)
      .div(12);
    return [
      x
        .transpose()
        .matmul(error.reshape([12, 1]))
        .reshape([3]),
      error.sum().reshape([1]),
    ];
  },
  matls: ([w]) => {
    const [a, b] = [data('matls', 'MA'), data('matls', 'MB')];
    return [
      a
        .transpose()
        .matmul(a.matmul(w!).sub(b))
        .mul(2 / 12),
    ];
  },
};

interface TorchOptions {
  readonly lr?: number;
  readonly betas?: readonly [number, number];
  readonly eps?: number;
  readonly weight_decay?: number;
  readonly momentum?: number;
  readonly dampening?: number;
  readonly nesterov?: boolean;
  readonly amsgrad?: boolean;
  readonly maximize?: boolean;
}

const makers: Readonly<Record<string, (options: TorchOptions) => Optimizer>> = {
  SGD: ({ lr = NaN, weight_decay: weightDecay = 0, ...rest }) => sgd({ learningRate: lr, weightDecay, ...rest }),
  Adam: ({ lr = 0.001, betas: [beta1, beta2] = [0.9, 0.999], eps: epsilon = 1e-8, weight_decay: weightDecay = 0, ...rest }) =>
    adam({ learningRate: lr, beta1, beta2, epsilon, weightDecay, ...rest }),
};

const runs = recorded.trajectories.filter(({ optimizer }) => optimizer in makers);

test('every run of SGD and Adam is compared', () => {
  expect(runs.filter(({ problem }) => !(problem in gradients))).toEqual([]);
  expect(runs.length).toBe(73);
});

describe('PyTorch trajectories', () => {
  test.each(runs.map((run) => [`${run.optimizer} ${JSON.stringify(run.options)} on ${run.problem}`, run] as const))(
    '%s',
    (_, { optimizer, options, problem, steps, params }) => {
      let run = begin(
        makers[optimizer]!(options),
        recorded.meta.problems[problem]!.init.map((nested) => ndarray(nested)),
      );
      for (const [i, k] of steps.entries()) {
        while (run.step < k) run = advance(run, gradients[problem]!(run.params));
        const wanted = params[i]!.map(Number);
        const given = flatten<Value & NdArray>(run.params).leaves.flatMap((leaf) => [...leaf.data]);
        const tolerance = k <= 10 ? 1e-12 : problem === 'rosenbrock' ? 1e-6 : 1e-10;
        wanted.forEach((x, j) => {
          if (Number.isFinite(x))
            expect(Math.abs(given[j]! - x), `step ${k}, coordinate ${j}: ${given[j]!} for ${x}`).toBeLessThanOrEqual(
              tolerance * Math.max(1, Math.abs(x)),
            );
          else expect(given[j]).toBe(x);
        });
      }
    },
  );
});

describe('PyTorch schedules', () => {
  const torch: Readonly<Record<string, (from: number, options: Readonly<Record<string, number>>) => (step: number) => number>> = {
    ExponentialLR: (from, { gamma }) => exponential({ from, factor: gamma! }),
    CosineAnnealingLR: (from, { T_max, eta_min }) => cosine({ from, to: eta_min ?? 0, steps: T_max! }),
  };
  const matching = recorded.schedules.filter(({ schedule }) => schedule in torch);
  test.each(matching.map((run) => [`${run.schedule} ${JSON.stringify(run.options)}`, run] as const))(
    '%s',
    (_, { schedule, options, baseLr, lr }) => {
      const at = torch[schedule]!(baseLr, options);
      // Beyond its end PyTorch's cosine rises again; ours stays down.
      const upTo = options['T_max'] ?? lr.length - 1;
      lr.slice(0, upTo + 1).forEach((rate, step) => expect(at(step)).toBeCloseTo(rate, 14));
    },
  );
});
