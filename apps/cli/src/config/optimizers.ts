import { optimizers, type Optimizer, type OptimizerName, type Schedule } from '@chainrule/optim';
import { z } from 'zod';
import { number, size, truth } from './fields.js';
import { call, type Made } from './made.js';
import { partOf, type Form, type Part, type Parts } from './part.js';

const from = '@chainrule/optim';
const makers = optimizers as unknown as Readonly<Record<OptimizerName, (options: never) => Optimizer>>;
/** All that an optimizer can be told, as its own types have it: one forgotten or misspelt here does not compile. */
type OptionsOf<N extends OptimizerName> = {
  readonly [K in keys<NonNullable<Parameters<(typeof optimizers)[N]>[0]>>]: z.ZodType;
};
type keys<T> = T extends unknown ? keyof T : never;

const [n, flag] = [number.optional(), truth.optional()];
const moments = { beta1: n, beta2: n, epsilon: n };
const gradient = { weightDecay: n, maximize: flag };

/** An optimizer by its name. */
export function optimizerOf(learningRate: Form<number | Made<Schedule>>, plugins: Parts<Optimizer>): Form<Made<Optimizer>> {
  const rate = learningRate.optional();
  const inner: z.ZodType = z.lazy(() => optimizer).optional();
  const wrapped = { optimizer: inner, learningRate: rate };
  const options: { readonly [N in OptimizerName]: OptionsOf<N> } = {
    sgd: { learningRate, momentum: n, dampening: n, nesterov: flag, ...gradient },
    adam: { learningRate: rate, ...moments, amsgrad: flag, ...gradient },
    adamw: { learningRate: rate, ...moments, amsgrad: flag, ...gradient },
    adamax: { learningRate: rate, ...moments, ...gradient },
    nadam: {
      learningRate: rate,
      ...moments,
      momentumDecay: n,
      momentumCorrection: z.enum(['paper', 'pytorch-1.13']).optional(),
      ...gradient,
    },
    radam: { learningRate: rate, ...moments, ...gradient },
    adagrad: { learningRate: rate, learningRateDecay: n, initialAccumulatorValue: n, epsilon: n, ...gradient },
    adadelta: { learningRate: rate, rho: n, epsilon: n, ...gradient },
    rmsprop: { learningRate: rate, alpha: n, momentum: n, centered: flag, epsilon: n, ...gradient },
    rprop: { learningRate: rate, etaMinus: n, etaPlus: n, stepMin: n, stepMax: n, maximize: flag },
    asgd: { learningRate: rate, lambda: n, alpha: n, t0: n, ...gradient },
    lbfgs: {
      learningRate: rate,
      maxIterations: size.optional(),
      maxEvaluations: size.optional(),
      historySize: size.optional(),
      lineSearch: z.enum(['strong-wolfe']).optional(),
      toleranceGradient: n,
      toleranceChange: n,
    },
    lion: { learningRate: rate, beta1: n, beta2: n, ...gradient },
    adabelief: { learningRate: rate, ...moments, epsilonRoot: n, maximize: flag },
    yogi: { learningRate: rate, ...moments, initialAccumulatorValue: n, maximize: flag },
    lamb: { learningRate: rate, ...moments, ...gradient },
    adan: { learningRate: rate, ...moments, beta3: n, epsilonRoot: n, ...gradient },
    novograd: { learningRate: rate, ...moments, ...gradient },
    muon: { learningRate: rate, momentum: n, nesterov: flag, weightDecay: n, iterations: size.optional(), epsilon: n, others: inner },
    scheduleFree: {
      method: z.enum(['adamw', 'sgd']).optional(),
      learningRate: rate,
      ...moments,
      weightDecay: n,
      warmupSteps: n,
    },
    prodigy: { learningRate: rate, ...moments, beta3: n, weightDecay: n, initialDistance: n, distanceFactor: n },
    sam: { ...wrapped, rho: n },
    lookahead: { ...wrapped, period: size.optional(), alpha: n },
  };
  const parts = Object.fromEntries(
    Object.entries(options).map(([name, fields]): [string, Part<Optimizer>] => [
      name,
      { options: fields, make: (given) => call(from, name, makers[name as OptimizerName], [given]) },
    ]),
  );
  const optimizer = partOf<Optimizer>('an optimizer', { ...parts, ...plugins });
  return optimizer;
}
