import type { DType } from '@chainrule/core';
import type { LossDefinition } from './module.js';
import { list } from '../code.js';
import { keywords, optionText, type Sizes } from './python-call.js';

/** The sum of the losses of a batch in Python, and the number that it is divided by. */
export interface WrittenLoss {
  readonly sum: string;
  readonly count: string;
}
interface Comparison {
  readonly options: Readonly<Record<string, unknown>>;
  /** The sizes of the prediction, which is called `output`; the target is called `y`. */
  readonly sizes: Sizes;
  readonly target: { readonly dtype: DType; readonly shape: readonly number[] };
}
type TorchLoss = (comparison: Comparison) => WrittenLoss | undefined;

/** A loss of every element, with a mean over all of them. */
const elements =
  (
    name: string,
    named: Readonly<Record<string, readonly [option: string, without: unknown]>> = {},
    {
      count = 'y.numel()',
      more = () => [],
    }: { readonly count?: string; readonly more?: (options: Comparison['options']) => string[] } = {},
  ): TorchLoss =>
  ({ options, target }) => {
    const given = Object.fromEntries(
      Object.entries(named).map(([keyword, [option, without]]) => [keyword, [options[option], without]] as const),
    );
    const y = target.dtype.startsWith('float') ? 'y' : 'y.to(output.dtype)';
    return { sum: `F.${name}(${['output', y, ...keywords(given), ...more(options), 'reduction="sum"'].join(', ')})`, count };
  };

/** A loss of classes, by their numbers or by their probabilities. */
const classes =
  (name: string): TorchLoss =>
  ({ options, sizes, target }) => {
    if (options['weight'] !== undefined) return undefined;
    const axis = ((options['axis'] as number) + sizes.length) % sizes.length;
    const last = axis === sizes.length - 1 && sizes.length > 2;
    if (axis !== 1 && !last) return undefined;
    const shares = target.dtype.startsWith('float') && target.shape.length === sizes.length;
    const ignored = options['ignoreIndex'] as number;
    const named = keywords({ ignore_index: [ignored, -100], label_smoothing: [options['labelSmoothing'] ?? 0, 0] });
    const [output, y] = last ? ['output.flatten(0, -2)', shares ? 'y.flatten(0, -2)' : 'y.flatten()'] : ['output', 'y'];
    return {
      sum: `F.${name}(${[output, y, ...named, 'reduction="sum"'].join(', ')})`,
      count: shares ? `y${last ? '[..., 0]' : '[:, 0]'}.numel()` : `(y != ${ignored}).sum()`,
    };
  };

/** How much a true label counts: one number, or one for every label. */
const positiveWeight = ({ positiveWeight: weight }: Comparison['options']): string[] =>
  weight === 1
    ? []
    : [`pos_weight=output.new_tensor(${typeof weight === 'number' ? optionText(weight) : list(weight as readonly number[])})`];

/** The losses that PyTorch has as functions, by name. */
export const torchLosses: Readonly<Record<string, TorchLoss | undefined>> = /* @__PURE__ */ (() => ({
  bce: elements('binary_cross_entropy'),
  bceWithLogits: (comparison) => {
    const { positiveWeight: weight } = comparison.options;
    if (typeof weight !== 'number' && !Array.isArray(weight)) return undefined;
    return elements('binary_cross_entropy_with_logits', {}, { more: positiveWeight })(comparison);
  },
  crossEntropy: classes('cross_entropy'),
  hingeEmbedding: elements('hinge_embedding_loss', { margin: ['margin', 1] }),
  huber: elements('huber_loss', { delta: ['delta', 1] }),
  kl: elements('kl_div', { log_target: ['logTarget', false] }),
  l1: elements('l1_loss'),
  mse: elements('mse_loss'),
  multiLabelSoftMargin: elements('multilabel_soft_margin_loss', {}, { count: 'y[..., 0].numel()' }),
  nll: classes('nll_loss'),
  poissonNll: elements('poisson_nll_loss', { log_input: ['logInput', true], full: ['full', false], eps: ['epsilon', 1e-8] }),
  smoothL1: elements('smooth_l1_loss', { beta: ['beta', 1] }),
  softMargin: elements('soft_margin_loss'),
}))();

/** A loss in Python; `undefined` where PyTorch has none that is the same. */
export function writtenLoss(loss: LossDefinition, comparison: Omit<Comparison, 'options'>): WrittenLoss | undefined {
  const options = loss.options as Comparison['options'];
  const row = torchLosses[loss['~chainrule'].name];
  const written = row?.({ ...comparison, options });
  const counts: Readonly<Record<string, string | undefined>> = { mean: written?.count, sum: '1', batchMean: 'len(y)' };
  const count = counts[options['reduction'] as string];
  return written && count !== undefined ? { ...written, count } : undefined;
}
