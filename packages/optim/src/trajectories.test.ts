import { readFileSync } from 'node:fs';
import { flatten, type NdArray, type Tree, type Value } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { isRecordedOurs, makeRecorded } from './test-support/makers.js';
import { problems, type ProblemData } from './test-support/problems.js';
import { advance, begin, type Run } from './run.js';

interface RecordedRun {
  readonly optimizer: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly problem: string;
  /** After how many steps each of the parameters was recorded; every step when left out. */
  readonly steps?: readonly number[];
  readonly params: readonly (readonly (number | string)[])[];
  readonly averagedFinal?: readonly number[];
  readonly evalParamsFinal?: readonly number[];
  readonly closureCalls?: number;
}
const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../tooling/reference/optim/${name}`, import.meta.url), 'utf8')) as T;
const torch = read<{ meta: { problems: ProblemData }; trajectories: readonly RecordedRun[] }>('trajectories.json');
const solved = problems(torch.meta.problems);

const numbersIn = (params: Tree<Value>): number[] => flatten<NdArray>(params).leaves.flatMap((leaf) => [...leaf.data]);

/** Runs whose numbers rounding decides beyond the tolerances: see `follow`. */
const amplified = new Set<string>();

/**
 * The largest distance from the recorded run over its bound.
 *
 * Gradients are rounded by whoever computes them, and some runs amplify that (divisions by gradients near zero, differences of
 * gradients). So twins run along, whose gradients are taken a few rounding errors away: where they part from our run by more than a tenth
 * of the tolerance, ten times their distance is the bound.
 */
function follow(recorded: RecordedRun): void {
  const { optimizer, options, problem, params, averagedFinal, evalParamsFinal, closureCalls } = recorded;
  const steps: readonly number[] = recorded.steps ?? [...params.keys()];
  const { start, loss, gradient } = solved[problem]!;
  const tolerance = (k: number): number => {
    const late = ['LBFGS', 'Rprop'].includes(optimizer) || problem === 'rosenbrock' ? 1e-6 : 1e-10;
    return k <= 10 && optimizer !== 'LBFGS' ? 1e-12 : late;
  };
  let calls = 0;
  const away = (p: readonly Value[], by: number): Value[] => (by === 0 ? [...p] : p.map((leaf) => leaf.mul(1 + by)));
  const all = [0, 4, -4, 64]
    .map((ulps) => ulps * Number.EPSILON)
    .map((by) => {
      const at = (p: readonly Value[]) => {
        if (by === 0) calls++;
        return { value: loss(p), gradient: gradient(away(p, by)) };
      };
      const step = (run: Run<readonly NdArray[]>): Run<readonly NdArray[]> => {
        const here = at(run.params);
        const valueAndGrad = (p: Tree<Value>) => Object.values(at(p as Value[])) as [Value, Value[]];
        return advance(run, here.gradient, { value: here.value, valueAndGrad });
      };
      return { step, run: begin<readonly NdArray[], unknown>(makeRecorded(optimizer, options), start) };
    });

  let apart = 0;
  const compare = (given: readonly number[][], wanted: readonly (number | string)[], bound: number, where: string): void => {
    wanted.map(Number).forEach((x, j) => {
      const [ours, ...twins] = given.map((numbers) => numbers[j]!) as [number, ...number[]];
      if (!Number.isFinite(x)) return expect(ours).toBe(x);
      const scale = Math.max(1, Math.abs(x));
      apart = Math.max(apart, ...twins.map((twin) => Math.abs(ours - twin) / scale));
      const error = Math.abs(ours - x) / scale;
      if (error > bound) amplified.add(name(recorded));
      return expect(error, `${where}, coordinate ${j}: ${ours} for ${x}`).toBeLessThanOrEqual(Math.max(bound, 10 * apart));
    });
  };
  steps.forEach((k, i) => {
    for (const each of all) while (each.run.step < k) each.run = each.step(each.run);
    compare(
      all.map(({ run }) => numbersIn(run.params)),
      params[i]!,
      tolerance(k),
      `step ${k}`,
    );
  });
  const final = averagedFinal ?? evalParamsFinal;
  if (final !== undefined)
    compare(
      all.map(({ run }) => numbersIn(run.optimizer.evalParams!(run.state, run.params))),
      final,
      tolerance(50),
      'the average',
    );
  if (closureCalls !== undefined && !amplified.has(name(recorded))) expect(calls).toBe(closureCalls);
}

const name = ({ optimizer, options, problem }: RecordedRun): string => `${optimizer} ${JSON.stringify(options)} on ${problem}`;

describe('PyTorch 1.13, float64', () => {
  const runs = torch.trajectories.filter(({ optimizer }) => isRecordedOurs(optimizer));
  test('every run but those of SparseAdam is compared', () => {
    expect(runs.length).toBe(265);
    expect(torch.trajectories.length).toBe(267);
  });
  test.each(runs.map((run) => [name(run), run] as const))('%s', (_, run) => {
    follow(run);
  });
});

describe('re-implementations from the papers', () => {
  const { trajectories } = read<{ trajectories: readonly RecordedRun[] }>('trajectories-modern.json');
  test.each(trajectories.map((run) => [name(run), run] as const))('%s', (_, run) => {
    follow(run);
  });
});

describe('optax 0.2.8, PyTorch 2.15 and the authors’ packages', () => {
  const { trajectories } = read<{ trajectories: readonly (RecordedRun & { readonly library: string })[] }>('optax-and-torch.json');
  test.each(trajectories.map((run) => [`${name(run)}, ${run.library}`, run] as const))('%s', (_, run) => {
    follow(run);
  });
});

test('rounding decides in less than a fiftieth of the runs, L-BFGS left out', () => {
  const others = [...amplified].filter((run) => !run.startsWith('LBFGS'));
  expect(others.length, others.join('\n')).toBeLessThan(474 / 50);
});
