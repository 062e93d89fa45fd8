import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosine } from './cosine.js';
import { drawSchedule } from './draw-schedule.js';
import { reduceOnPlateau } from './reduce-on-plateau.js';
import type { Schedule } from './schedule.js';
import { schedules, type ScheduleName } from './table.js';

const { constant, step, multiStep, exponential, polynomial, cosineRestarts, oneCycle, cyclic, warmup, join, wsd } = schedules;

/** One of each, and how to make it wrong. */
const samples: Record<ScheduleName, { readonly good: Schedule; readonly bad: () => Schedule }> = {
  constant: { good: constant(0.1), bad: () => constant(NaN) },
  step: { good: step({ from: 0.1, every: 10 }), bad: () => step({ from: 0.1, every: 0 }) },
  multiStep: { good: multiStep({ from: 0.1, at: [3, 9] }), bad: () => multiStep({ from: 0.1, at: [9, 3] }) },
  exponential: { good: exponential({ from: 0.1, factor: 0.9 }), bad: () => exponential({ from: 0.1, factor: -1 }) },
  polynomial: { good: polynomial({ from: 0.1, steps: 20, power: 2 }), bad: () => polynomial({ from: 0.1, steps: 20, power: 0 }) },
  cosine: { good: cosine({ from: 0.1, steps: 20 }), bad: () => cosine({ from: 0.1, steps: 0 }) },
  cosineRestarts: {
    good: cosineRestarts({ from: 0.1, period: 5, growth: 1.5 }),
    bad: () => cosineRestarts({ from: 0.1, period: 5, growth: 0.5 }),
  },
  oneCycle: { good: oneCycle({ peak: 0.1, steps: 20 }), bad: () => oneCycle({ peak: 0.1, steps: 20, rise: 1 }) },
  cyclic: { good: cyclic({ from: 0.01, to: 0.1, up: 4 }), bad: () => cyclic({ from: 0.01, to: 0.1, up: NaN }) },
  warmup: { good: warmup({ steps: 5 }, 0.1), bad: () => warmup({ steps: -1 }, 0.1) },
  join: { good: join([0.1, cosine({ from: 0.1, steps: 5 })], { at: [5] }), bad: () => join([0.1], { at: [5] }) },
  wsd: { good: wsd({ peak: 0.1, warmup: 5, stable: 5, decay: 5 }), bad: () => wsd({ peak: -0.1, warmup: 5, stable: 5, decay: 5 }) },
  reduceOnPlateau: { good: reduceOnPlateau({ from: 0.1 }), bad: () => reduceOnPlateau({ from: 0.1, factor: 1 }) },
};

describe.each(Object.entries(samples))('%s', (name, { good, bad }) => {
  test('gives a rate between 0 and its highest at every step, the same each time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (at) => {
        expect(good(at)).toBeGreaterThanOrEqual(0);
        expect(good(at)).toBeLessThanOrEqual(0.1 + 1e-12);
        expect(good(at)).toBe(good(at));
      }),
    );
  });
  test('refuses what is out of range', () => {
    expect(bad).toThrow(`[${name}]`);
  });
  test('draws itself', () => {
    const { title, marks } = drawSchedule(good, 30);
    expect(title).toBe(`Learning rate: ${name}`);
    expect([...marks[0].y]).toEqual(Array.from({ length: 31 }, (_, i) => good(i)));
  });
});

describe('PyTorch schedules', () => {
  type Options = Readonly<Record<string, number>>;
  const { schedules: recorded, meta } = JSON.parse(
    readFileSync(new URL('../../../../tooling/reference/optim/trajectories.json', import.meta.url), 'utf8'),
  ) as {
    readonly schedules: readonly {
      readonly schedule: string;
      readonly options: Options;
      readonly baseLr: number;
      readonly lr: readonly number[];
    }[];
    readonly meta: { readonly plateauMetric: readonly number[] };
  };
  const torch: Readonly<Record<string, (from: number, options: Options) => Schedule>> = {
    LambdaLR: (from) => (at) => from * 0.95 ** at,
    MultiplicativeLR: (from) => exponential({ from, factor: 0.97 }),
    StepLR: (from, { step_size, gamma = 0.1 }) => step({ from, every: step_size!, factor: gamma }),
    MultiStepLR: (from, { milestones, gamma = 0.1 }) => multiStep({ from, at: milestones as unknown as number[], factor: gamma }),
    ConstantLR: (from, { factor = 1 / 3, total_iters = 5 }) => join([from * factor, from], { at: [total_iters] }),
    LinearLR: (from, { start_factor = 1 / 3, total_iters = 5 }) => warmup({ steps: total_iters, from: start_factor }, from),
    ExponentialLR: (from, { gamma }) => exponential({ from, factor: gamma! }),
    PolynomialLR: (from, { total_iters = 5, power = 1 }) => polynomial({ from, steps: total_iters, power }),
    CosineAnnealingLR: (from, { T_max, eta_min = 0 }) => cosine({ from, to: eta_min, steps: T_max! }),
    CosineAnnealingWarmRestarts: (from, { T_0, T_mult = 1, eta_min = 0 }) =>
      cosineRestarts({ from, to: eta_min, period: T_0!, growth: T_mult }),
    CyclicLR: (_, { base_lr, max_lr, step_size_up, step_size_down = step_size_up!, ...rest }) =>
      cyclic({ from: base_lr!, to: max_lr!, up: step_size_up!, down: step_size_down, factor: 'mode' in rest ? 0.5 : 1 }),
    OneCycleLR: (_, { max_lr, total_steps, pct_start = 0.3, ...rest }) =>
      oneCycle({ peak: max_lr!, steps: total_steps!, rise: pct_start, shape: 'anneal_strategy' in rest ? 'linear' : 'cosine' }),
    SequentialLR: (from) => join([warmup({ steps: 10, from: 0.1 }, from), cosine({ from, steps: 90 })], { at: [10] }),
    ChainedScheduler: (from) => {
      const [first, second] = [join([0.1, 1], { at: [20] }), exponential({ from, factor: 0.95 })];
      return (at) => first(at) * second(at);
    },
    ReduceLROnPlateau: (from, { patience, factor, cooldown, min_lr }) => {
      const rate = reduceOnPlateau({
        from,
        patience: patience!,
        ...(factor !== undefined && { factor, cooldown: cooldown!, least: min_lr! }),
      });
      return (at) => (at === 0 ? from : rate.observe(meta.plateauMetric[at - 1]!));
    },
  };
  test.each(recorded.map((run) => [`${run.schedule} ${JSON.stringify(run.options)}`, run] as const))(
    '%s',
    (_, { schedule, options, baseLr, lr }) => {
      const at = torch[schedule]!(baseLr, options);
      // Beyond its end PyTorch's cosine rises again; ours stays down.
      const upTo = schedule === 'CosineAnnealingLR' ? options['T_max']! : lr.length - 1;
      lr.slice(0, upTo + 1).forEach((rate, i) => {
        const given = at(i);
        expect(Math.abs(given - rate), `step ${i}: ${given} for ${rate}`).toBeLessThanOrEqual(1e-14);
      });
    },
  );
});

test('cosine ends and stays', () => {
  const rate = cosine({ from: 1, to: 0.1, steps: 10 });
  expect(rate(5)).toBeCloseTo(0.55, 14);
  expect([rate(10), rate(11), rate(1000)]).toEqual([0.1, 0.1, 0.1]);
});
test('warmup rises to where the next begins', () => {
  const rate = warmup({ steps: 4, from: 0.5 }, exponential({ from: 0.8, factor: 0.5 }));
  expect([0, 2, 4, 5].map(rate)).toEqual([0.4, 0.6000000000000001, 0.8, 0.4]);
});
test('a rise, a plateau and a fall have their lengths, in both shapes', () => {
  const lengths = { peak: 0.8, warmup: 4, stable: 3, decay: 8, to: 0.1 };
  const [straight, curved] = [wsd({ ...lengths, shape: 'linear' }), wsd(lengths)];
  for (let at = 0; at <= 20; at++) {
    const t = Math.min(1, Math.max(0, (at - 7) / 8));
    const down = 0.8 - 0.7 * t;
    expect(straight(at)).toBeCloseTo(at < 4 ? 0.2 * at : down, 14);
    expect(curved(at)).toBeCloseTo(at < 4 ? 0.2 * at : 0.1 + 0.35 * (1 + Math.cos(Math.PI * t)), 14);
  }
  expect([6, 7, 8].map(wsd({ peak: 1, warmup: 4, stable: 3, decay: 0 }))).toEqual([1, 0, 0]);
});
test('restarts begin where they should, at any growth', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 3, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 6 }),
      (growth, period, n) => {
        const start = growth === 1 ? n * period : (period * (growth ** n - 1)) / (growth - 1);
        fc.pre(start < 1e5);
        expect(cosineRestarts({ from: 1, period, growth })(start)).toBeCloseTo(1, 6);
      },
    ),
  );
});
test('a plateau goes on from its state', () => {
  const losses = meta(60);
  const whole = reduceOnPlateau({ from: 1, patience: 2, cooldown: 1 });
  const rates = losses.map((loss) => whole.observe(loss));
  const first = reduceOnPlateau({ from: 1, patience: 2, cooldown: 1 });
  losses.slice(0, 25).forEach((loss) => first.observe(loss));
  const state = JSON.parse(JSON.stringify(first.state())) as ReturnType<typeof first.state>;
  const second = reduceOnPlateau({ from: 1, patience: 2, cooldown: 1, state });
  expect(losses.slice(25).map((loss) => second.observe(loss))).toEqual(rates.slice(25));
  expect(new Set(rates).size).toBeGreaterThan(3);
});
test('a plateau of something that should rise', () => {
  const rate = reduceOnPlateau({ from: 1, patience: 0, better: 'higher', factor: 0.5 });
  expect([0.5, 0.6, 0.6, 0.7, NaN].map((accuracy) => rate.observe(accuracy))).toEqual([1, 1, 0.5, 0.5, 0.25]);
});

/** A loss that falls, with bumps. */
function meta(count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round(100 / (1 + i / 4)) + (i % 7));
}
