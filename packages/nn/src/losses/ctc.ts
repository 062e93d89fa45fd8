import { arange, concatenate, full, logsumexp, scan, slice, stack, stopGradient, takeAlong, type Tensor } from '@chainrule/tensor';
import { defineLoss, reduce, type Loss, type ReductionOptions } from './loss.js';

/** The target of `ctc`: sequences of labels of different lengths. */
export interface LabelSequences {
  /** `[n, longest]`; what stands beyond a sequence's length is not read. */
  readonly labels: Tensor;
  /** `[n]`: how many labels each has. */
  readonly lengths: Tensor;
  /** `[n]`: how many places of the input each has. */
  readonly inputLengths: Tensor;
}
/** Which class of `ctc` stands for no label, and its reduction. */
export interface CtcOptions extends ReductionOptions {
  /** The class that stands for no label. Default 0. */
  readonly blank: number;
}

/** The logarithm of a probability of 0, with derivatives that are numbers. */
const never = -1e30;

/**
 * −log of the probability that logarithms `[t, n, classes]` give a sequence of labels, with blanks between and labels repeated at will: the
 * sum over all alignments by the forward recursion. A mean divides each by its number of labels first, and the derivative keeps to inputs whose
 * probabilities add up to 1, both as in PyTorch.
 * Graves et al. 2006, "Connectionist temporal classification".
 */
export const ctc: Loss<CtcOptions, 'ctc', Tensor, LabelSequences> = defineLoss<CtcOptions, 'ctc', Tensor, LabelSequences>(
  'ctc',
  { reduction: 'mean', blank: 0 },
  (logp: Tensor, { labels, lengths, inputLengths }: LabelSequences, { reduction, blank }) => {
    const [places, examples] = logp.shape as [number, number, number];
    const longest = labels.shape[1]!;
    const size = 2 * longest + 1;
    // A blank before, between and after the labels.
    const labelled = labels.cast('int32');
    const pairs = stack([labelled.fill(blank), labelled], -1).reshape([examples, size - 1]);
    const states = concatenate([pairs, full([examples, 1], blank, { dtype: 'int32' })], 1);
    const before = (x: Tensor, steps: number, fill: number): Tensor =>
      concatenate([x.constant(fill, [examples, steps]), slice(x, ':', [0, size - steps])], 1);
    // From a label to the next without a blank, where the two differ.
    const skips = states
      .equal(blank)
      .equal(0)
      .where(before(states, 2, blank).equal(states).equal(0), 0);
    const emitted = takeAlong(logp, states.reshape([1, examples, size]), 2);
    const at = arange(size, undefined, 1, { dtype: 'int32' });
    const start = at.less(2).where(slice(emitted, 0), never);
    const column = (x: Tensor): Tensor => x.cast('int32').reshape([examples, 1]);
    const [last] = scan(
      (alpha: Tensor, { now, place }: { now: Tensor; place: Tensor }) => {
        const ways = stack([alpha, before(alpha, 1, never), skips.where(before(alpha, 2, never), never)]);
        return [place.less(column(inputLengths)).where(logsumexp(ways, 0).add(now), alpha), place] as const;
      },
      start,
      { now: slice(emitted, [1, null]), place: arange(1, places, 1, { dtype: 'int32' }) },
    );
    const end = column(lengths).mul(2);
    const ended = at.lessEqual(end).where(at.greaterEqual(end.sub(1)), 0);
    const losses = logsumexp(ended.where(last, never), 1).neg().add(normalised(logp, inputLengths));
    const possible = losses.less(-never / 2).where(losses, Infinity);
    return reduction === 'mean' ? possible.div(lengths.cast(logp.dtype).maximum(1)).mean() : reduce(possible, reduction);
  },
);

/** 0, with the derivative of Σ p over the places there are: what keeps a step within the logarithms of probabilities. */
function normalised(logp: Tensor, inputLengths: Tensor): Tensor {
  const [places, examples] = logp.shape as [number, number];
  const there = arange(places, undefined, 1, { dtype: 'int32' })
    .reshape([places, 1])
    .less(inputLengths.cast('int32').reshape([1, examples]));
  const total = there.where(logp.exp().sum(-1), 0).sum(0);
  return total.sub(stopGradient(total));
}
