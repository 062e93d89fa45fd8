import { ChainruleError, definePlugin, type Plugin, type Tree, type Value } from '@chainrule/core';
import { checkOptions, notNegative } from '../check-options.js';
import { checkState } from '../check-state.js';
import { effectiveGradients } from '../effective-gradients.js';
import { rateOf, type LearningRate } from '../learning-rate.js';
import type { Optimizer } from '../optimizer.js';
import { absoluteSum, alongTree, dotTrees, largestIn, minusTree, numberOf, scaleTree } from '../tree-algebra.js';
import { evaluator } from './host.js';
import { strongWolfe, type LinePoint } from './strong-wolfe.js';

/** The options of `lbfgs`, with their defaults. */
export interface LbfgsOptions {
  /** The length of a step along the quasi-Newton direction, or the first length that a line search tries. Default 1. */
  readonly learningRate?: LearningRate;
  /** At most this many iterations in one update. Default 20. */
  readonly maxIterations?: number;
  /** At most about this many evaluations of the loss in one update. Default 1.25 times the iterations. */
  readonly maxEvaluations?: number;
  /** How many steps are remembered. Default 100. */
  readonly historySize?: number;
  /** How the length of a step is found; without it the learning rate is the length. */
  readonly lineSearch?: 'strong-wolfe';
  /** A gradient whose largest entry is below this counts as zero. Default 1e-7. */
  readonly toleranceGradient?: number;
  /** A step or a gain below this ends an update. Default 1e-9. */
  readonly toleranceChange?: number;
}

/** What L-BFGS remembers: empty before the first step. */
export interface LbfgsState {
  /** The last steps s and the changes y of the gradient along them, the oldest first. */
  readonly history: readonly { readonly step: Tree<Value>; readonly change: Tree<Value> }[];
  /** The last direction, its length, and the gradient it began with. */
  readonly last?: { readonly direction: Tree<Value>; readonly length: number; readonly gradient: Tree<Value> };
}

/**
 * Limited-memory BFGS: Newton's method with curvature learned from the last steps. For smooth losses of full batches.
 *
 * The direction is −Hg, H being built from pairs s = p₊ − p, y = g₊ − g by the two-loop recursion, begun with ⟨s,y⟩/⟨y,y⟩·I.
 * It is driven from the host: the loss is evaluated through `valueAndGrad`, several times in one update. Options and conventions are
 * PyTorch's. Throws `argument` without `valueAndGrad`, for options out of range, and for gradients that do not match the parameters.
 * Liu and Nocedal, On the limited memory BFGS method for large scale optimization, 1989.
 *
 * @example
 * ```ts
 * import { ndarray, type Tree, type Value } from '@chainrule/core';
 * import { advance, begin, lbfgs } from '@chainrule/optim';
 * const quartic = (x: Tree<Value>) => [(x as Value).sub(3).pow(4).sum(), (x as Value).sub(3).pow(3).mul(4)] as const;
 * const run = begin(lbfgs({ lineSearch: 'strong-wolfe' }), ndarray(5));
 * advance(run, quartic(run.params)[1], { valueAndGrad: quartic }).params.item(); // → 3.0
 * ```
 */
export function lbfgs({
  learningRate = 1,
  maxIterations = 20,
  maxEvaluations = Math.floor((maxIterations * 5) / 4),
  historySize = 100,
  lineSearch,
  toleranceGradient = 1e-7,
  toleranceChange = 1e-9,
}: LbfgsOptions = {}): Optimizer<LbfgsState> & Plugin<'optimizer', 'lbfgs'> {
  const rate = rateOf('lbfgs', learningRate);
  const positive = { least: 1 };
  checkOptions('lbfgs', {
    maxIterations: [maxIterations, positive],
    maxEvaluations: [maxEvaluations, positive],
    historySize: [historySize, positive],
    toleranceGradient: [toleranceGradient, notNegative],
    toleranceChange: [toleranceChange, notNegative],
  });
  if (lineSearch !== undefined && (lineSearch as string) !== 'strong-wolfe')
    throw new ChainruleError('argument', `there is no line search "${lineSearch as string}"`, {
      operation: 'lbfgs',
      hint: "lineSearch is 'strong-wolfe', or left out",
    });
  const dot = (a: Tree<Value>, b: Tree<Value>): number => dotTrees('lbfgs', a, b);
  const size = (a: Tree<Value>): number => largestIn('lbfgs', a);

  return definePlugin('optimizer', 'lbfgs', {
    init: () => ({ history: [] }),
    hyper: (step) => ({ rate: rate(step) }),
    update(grads, state, params, context) {
      checkState('lbfgs', state, 'last' in state ? ['history', 'last'] : ['history']);
      const evaluate = evaluator('lbfgs', context);
      const length = numberOf(context.hyper['rate']!, 'lbfgs');
      let gradient = effectiveGradients('lbfgs', grads, params);
      let value = context.value === undefined ? evaluate(params)[0] : numberOf(context.value, 'lbfgs');
      let [point, { history, last }] = [params, state];
      const done = (): { updates: typeof params; state: LbfgsState } => ({
        updates: minusTree(point, params),
        state: last === undefined ? { history } : { history, last },
      });

      let evaluations = 1;
      if (size(gradient) <= toleranceGradient) return done();
      for (let iteration = 1; iteration <= maxIterations; iteration++) {
        if (last !== undefined) history = remember(history, last, gradient, historySize, dot);
        const direction = last === undefined ? scaleTree(gradient, -1) : quasiNewton(history, gradient, dot);
        const first = last === undefined ? Math.min(1, 1 / absoluteSum('lbfgs', gradient)) * length : length;
        last = { direction, length: first, gradient };
        const slope = dot(gradient, direction);
        if (slope > -toleranceChange) break;

        const before = value;
        let calls = 0;
        if (lineSearch !== undefined) {
          const at = (step: number): LinePoint<Tree<Value>> => {
            const [f, g] = evaluate(alongTree(point, step, direction));
            return { step, value: f, slope: dot(g, direction), gradient: g };
          };
          const start = { step: 0, value, slope, gradient };
          const directionSize = size(direction);
          const found = strongWolfe(at, start, { first, tolerance: toleranceChange, directionSize });
          last = { ...last, length: found.point.step };
          [value, gradient, calls] = [found.point.value, found.point.gradient, found.evaluations];
          point = alongTree(point, last.length, direction);
        } else {
          point = alongTree(point, first, direction);
          // The last iteration is not evaluated: in the next update the loss may be of other data.
          if (iteration !== maxIterations) [[value, gradient], calls] = [evaluate(point), 1];
        }
        evaluations += calls;
        if (evaluations >= maxEvaluations || (calls > 0 && size(gradient) <= toleranceGradient)) break;
        if (size(direction) * last.length <= toleranceChange || Math.abs(value - before) < toleranceChange) break;
      }
      return done();
    },
  } satisfies Optimizer<LbfgsState>);
}

type Dot = (a: Tree<Value>, b: Tree<Value>) => number;
type Last = NonNullable<LbfgsState['last']>;

/** The history with the last step in it, if the function curves upwards along it; the oldest left out when it is full. */
function remember(
  history: LbfgsState['history'],
  { direction, length, gradient: before }: Last,
  gradient: Tree<Value>,
  most: number,
  dot: Dot,
): LbfgsState['history'] {
  const change = minusTree(gradient, before);
  const step = scaleTree(direction, length);
  if (!(dot(change, step) > 1e-10)) return history;
  return [...(history.length === most ? history.slice(1) : history), { step, change }];
}

/** −Hg by the two-loop recursion. */
function quasiNewton(history: LbfgsState['history'], gradient: Tree<Value>, dot: Dot): Tree<Value> {
  let q = scaleTree(gradient, -1);
  const pairs = history.map((pair) => {
    const product = dot(pair.change, pair.step);
    return { ...pair, product, inverse: 1 / product, share: 0 };
  });
  for (const pair of [...pairs].reverse()) {
    pair.share = dot(pair.step, q) * pair.inverse;
    q = alongTree(q, -pair.share, pair.change);
  }
  const newest = pairs.at(-1);
  let r = newest === undefined ? q : scaleTree(q, newest.product / dot(newest.change, newest.change));
  for (const { step, change, inverse, share } of pairs) r = alongTree(r, share - dot(change, r) * inverse, step);
  return r;
}
