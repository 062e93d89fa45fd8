import type { Recipe } from './module.js';
import { optionText } from './python-call.js';

/** Options, each with its default here and PyTorch's: a keyword is one of them, or several as a tuple. */
type Option = readonly [name: string, ours: unknown, theirs: unknown];
interface TorchOptimizer {
  readonly class: string;
  readonly rate?: number;
  readonly keywords: Readonly<Record<string, Option | readonly Option[]>>;
  /** Whether PyTorch's is the same with these options. */
  readonly when?: (options: Readonly<Record<string, unknown>>) => boolean;
}

const climb = { maximize: ['maximize', false, false] } as const;
const penalized = /* @__PURE__ */ (() => ({ weight_decay: ['weightDecay', 0, 0], ...climb }) as const)();
const moments = {
  betas: [
    ['beta1', 0.9, 0.9],
    ['beta2', 0.999, 0.999],
  ],
  eps: ['epsilon', 1e-8, 1e-8],
} as const;
const largest = { amsgrad: ['amsgrad', false, false] } as const;

/** The optimizers that PyTorch has too, by name. */
export const torchOptimizers: Readonly<Record<string, TorchOptimizer | undefined>> = /* @__PURE__ */ (() => ({
  adadelta: { class: 'Adadelta', rate: 1, keywords: { rho: ['rho', 0.9, 0.9], eps: ['epsilon', 1e-6, 1e-6], ...penalized } },
  adagrad: {
    class: 'Adagrad',
    rate: 0.01,
    keywords: {
      lr_decay: ['learningRateDecay', 0, 0],
      initial_accumulator_value: ['initialAccumulatorValue', 0, 0],
      eps: ['epsilon', 1e-10, 1e-10],
      ...penalized,
    },
  },
  adam: { class: 'Adam', rate: 0.001, keywords: { ...moments, ...largest, ...penalized } },
  adamax: { class: 'Adamax', rate: 0.002, keywords: { ...moments, ...penalized } },
  adamw: { class: 'AdamW', rate: 0.001, keywords: { ...moments, ...largest, weight_decay: ['weightDecay', 0.01, 0.01], ...climb } },
  asgd: {
    class: 'ASGD',
    rate: 0.01,
    keywords: { lambd: ['lambda', 1e-4, 1e-4], alpha: ['alpha', 0.75, 0.75], t0: ['t0', 1e6, 1e6], ...penalized },
    // There a step is as long as the rate of the step before it says.
    when: ({ learningRate }) => typeof learningRate !== 'object',
  },
  nadam: {
    class: 'NAdam',
    rate: 0.002,
    keywords: { ...moments, momentum_decay: ['momentumDecay', 0.004, 0.004], ...penalized },
    when: ({ momentumCorrection }) => momentumCorrection === 'paper',
  },
  radam: { class: 'RAdam', rate: 0.001, keywords: { ...moments, ...penalized } },
  rmsprop: {
    class: 'RMSprop',
    rate: 0.01,
    keywords: {
      alpha: ['alpha', 0.99, 0.99],
      eps: ['epsilon', 1e-8, 1e-8],
      momentum: ['momentum', 0, 0],
      centered: ['centered', false, false],
      ...penalized,
    },
  },
  rprop: {
    class: 'Rprop',
    rate: 0.01,
    keywords: {
      etas: [
        ['etaMinus', 0.5, 0.5],
        ['etaPlus', 1.2, 1.2],
      ],
      step_sizes: [
        ['stepMin', 1e-6, 1e-6],
        ['stepMax', 50, 50],
      ],
      ...climb,
    },
  },
  sgd: {
    class: 'SGD',
    keywords: {
      momentum: ['momentum', 0, 0],
      dampening: ['dampening', 0, 0],
      nesterov: ['nesterov', false, false],
      ...penalized,
    },
  },
}))();

const isOne = (option: Option | readonly Option[]): option is Option => typeof option[0] === 'string';

/** The optimizer as a call of Python, its rate written by another; `undefined` where PyTorch has none that is the same. */
export function optimizerText({ name, options = {} }: Recipe, rate: (given: unknown) => string | undefined): string | undefined {
  const row = torchOptimizers[name];
  if (row === undefined || (row.when && !row.when(options)) || unknownOption(row, options)) return undefined;
  const lr = rate(options['learningRate'] ?? row.rate);
  if (lr === undefined) return undefined;
  const named = Object.entries(row.keywords).flatMap(([keyword, given]) => {
    const all = isOne(given) ? [given] : given;
    const ours = all.map(([option, own]) => options[option] ?? own);
    if (all.every(([, , theirs], i) => theirs === ours[i])) return [];
    return [`${keyword}=${optionText(isOne(given) ? ours[0] : ours)}`];
  });
  return `torch.optim.${row.class}(${['model.parameters()', `lr=${lr}`, ...named].join(', ')})`;
}

/** An option that has no keyword would be dropped in silence. */
function unknownOption({ keywords }: TorchOptimizer, options: Readonly<Record<string, unknown>>): boolean {
  const known = Object.values(keywords).flatMap((option) => (isOne(option) ? [option[0]] : option.map(([name]) => name)));
  return Object.keys(options).some((name) => !['learningRate', 'momentumCorrection', ...known].includes(name));
}
