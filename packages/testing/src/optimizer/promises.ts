import { isChainruleError, mapTree, type NdArray } from '@chainrule/core';
import { advance, applyUpdates, begin, resumeRun, saveRun, type Run } from '@chainrule/optim';
import { compile, type Tensor } from '@chainrule/tensor';
import { requireIdentity } from '../identity.js';
import { claim, type Promises } from '../test-case.js';
import { bitsOf, numbersIn, requireNearNumbers, requireSameBits, typesOf } from '../trees.js';
import {
  gradientOf,
  lossOf,
  more,
  onTensors,
  runOf,
  start,
  startIn,
  stepped,
  type Arrays,
  type OptimizerSubject,
  type Params,
} from './subject.js';

const usual = ({ make, learningRate }: OptimizerSubject): ReturnType<OptimizerSubject['make']> => make({ learningRate });

/** What is refused: a ChainruleError, at once or in the first step. */
function requireRefused(what: string, attempt: () => unknown): void {
  try {
    attempt();
  } catch (error) {
    claim(isChainruleError(error), () => `${what} is refused by an error that is no ChainruleError: ${String(error)}`);
    return;
  }
  claim(false, () => `${what} is not refused`);
}

/** The result of an update in the middle of a run, with what it is given. */
function inTheMiddle(subject: OptimizerSubject): {
  readonly run: Run<Arrays>;
  readonly update: (step?: number) => { updates: unknown; state: unknown };
} {
  const run = runOf(usual(subject), start, 3);
  const hyper = run.optimizer.hyper?.(run.step) ?? {};
  return {
    run,
    update: (step = run.step) => run.optimizer.update(gradientOf(run.params), run.state, run.params, { step, hyper, ...more(run.params) }),
  };
}

/** What every optimizer promises. */
export const promises: Promises<OptimizerSubject> = /* @__PURE__ */ (() => ({
  'it says that it is an optimizer of contract 1': (subject) => {
    requireIdentity(usual(subject), 'optimizer');
  },
  'hyper gives finite numbers, the same for the same step': (subject) => {
    const { hyper } = usual(subject);
    const steps = [0, 1, 2, 999, 3, 1, 0];
    const texts = steps.map((step) => JSON.stringify(hyper?.(step) ?? {}, (_, x: unknown) => (Number.isNaN(x) ? 'NaN' : x)));
    claim(texts[0] === texts[6] && texts[1] === texts[5], () => 'hyper gives other numbers when it is asked again');
    for (const step of steps)
      for (const [name, x] of Object.entries(hyper?.(step) ?? {}))
        claim(Number.isFinite(x), () => `${name} is ${String(x)} at step ${step}`);
  },
  'inputs stay as they are': (subject) => {
    const { run } = inTheMiddle(subject);
    const gradient = gradientOf(run.params);
    const given = [run.params, run.state, gradient];
    const before = given.map(bitsOf);
    advance(run, gradient, more(run.params));
    given.forEach((tree, i) => {
      claim(bitsOf(tree) === before[i], () => `an update changed its ${['parameters', 'state', 'gradient'][i]!}`);
    });
  },
  'the same inputs give the same bits': (subject) => {
    const { update } = inTheMiddle(subject);
    requireSameBits(update(), update(), 'the same update again');
  },
  'two runs of one optimizer do not know of each other': (subject) => {
    const optimizer = usual(subject);
    let [one, other]: Run<Arrays>[] = [begin(optimizer, start), begin(optimizer, gradientOf(start))] as [Run<Arrays>, Run<Arrays>];
    for (let i = 0; i < 4; i++) [one, other] = [stepped(one), stepped(other)];
    requireSameBits(one.params, runOf(usual(subject), start, 4).params, 'a run beside another');
  },
  'what changes from step to step comes by hyper': (subject) => {
    if (subject.evaluatesLoss) return;
    const { update } = inTheMiddle(subject);
    requireSameBits(update(NaN), update(), 'an update that is not told its step');
  },
  ...Object.fromEntries(
    (['float32', 'float64'] as const).map((dtype) => [
      `parameters keep structure, shapes and element type, ${dtype}`,
      (subject: OptimizerSubject) => {
        const { params, optimizer, state } = runOf(usual(subject), startIn(dtype), 2);
        claim(typesOf(params) === typesOf(startIn(dtype)), () => `parameters became\n${typesOf(params)}`);
        const judged = optimizer.evalParams?.(state, params) ?? params;
        claim(typesOf(judged) === typesOf(params), () => `evalParams gives\n${typesOf(judged)}`);
      },
    ]),
  ),
  'the state keeps its structure, shapes and element types': (subject) => {
    if (subject.evaluatesLoss) return;
    const [before, after] = [0, 2].map((steps) => typesOf(runOf(usual(subject), start, steps).state)) as [string, string];
    claim(before === after, () => `the state began as\n${before}\nand became\n${after}`);
  },
  'goes on from where it was saved, to the same bits': (subject) => {
    const run = runOf(usual(subject), start, 5);
    const saved = JSON.parse(JSON.stringify(saveRun(run))) as unknown;
    const resumed = resumeRun(usual(subject), saved) as Run<Arrays>;
    const far = (from: Run<Arrays>): Run<Arrays> => stepped(stepped(stepped(from)));
    requireSameBits(far(resumed).params, far(run).params, 'the run that was saved and resumed');
  },
  'descends on a quadratic': (subject) => {
    const { optimizer, state, params } = runOf(usual(subject), start, subject.steps);
    const judged = (optimizer.evalParams?.(state, params) ?? params) as Arrays;
    const [from, to] = [lossOf(start).item(), lossOf(judged).item()];
    claim(to < 0.8 * from, () => `the loss went from ${from} to ${to} in ${subject.steps} steps at rate ${subject.learningRate}`);
  },
  'with rate 0 nothing moves': (subject) => {
    if (subject.movesAtRateZero) return;
    const moved = runOf(subject.make({ learningRate: 0 }), start, 2).params;
    requireNearNumbers(numbersIn(moved), numbersIn(start), 0, 'parameters after two steps of rate 0');
  },
  'gradients of zero give finite updates': (subject) => {
    const zero = mapTree(start, (leaf: NdArray) => leaf.fill(0)) as Arrays;
    let run: Run<Arrays> = begin(usual(subject), start);
    for (let i = 0; i < 3; i++) run = advance(run, zero, { value: 0, valueAndGrad: () => [0, zero] as const });
    claim(numbersIn(run.params).every(Number.isFinite), () => `parameters became ${numbersIn(run.params).join(', ')}`);
  },
  'on tensors it goes where it goes on arrays': (subject) => {
    const wanted = runOf(usual(subject), start, 3).params;
    const got = runOf(usual(subject), onTensors(start), 3).params;
    requireNearNumbers(numbersIn(got), numbersIn(wanted), 1e-9, 'parameters after three steps on tensors');
  },
  'compiled it goes where it goes on arrays': (subject) => {
    if (subject.evaluatesLoss) return;
    const rule = usual(subject);
    const step = compile((params: Params<Tensor>, state: unknown, hyper: Readonly<Record<string, number>>) => {
      const result = rule.update(gradientOf(params), state, params, { step: NaN, hyper });
      return { params: applyUpdates(params, result.updates), state: result.state };
    });
    let now: { params: Params<Tensor>; state: unknown } = { params: onTensors(start), state: rule.init(onTensors(start)) };
    for (let i = 0; i < 3; i++) now = step(now.params, now.state, rule.hyper?.(i) ?? {});
    requireNearNumbers(numbersIn(now.params), numbersIn(runOf(rule, start, 3).params), 1e-9, 'parameters after three compiled steps');
  },
  'gradients that do not fit the parameters are refused': (subject) => {
    const { layers } = start;
    const [first, second] = layers as [Arrays['layers'][0], Arrays['layers'][0]];
    const wrong: Readonly<Record<string, unknown>> = {
      'a missing gradient': { layers: [first, { w: second.w }] },
      'a gradient too many': { layers: [first, { ...second, c: second.b }] },
      'a gradient of another shape': { layers: [first, { ...second, w: first.w }] },
    };
    for (const [what, gradient] of Object.entries(wrong))
      requireRefused(what, () =>
        advance(begin(usual(subject), start), gradient as Arrays, { value: 0, valueAndGrad: () => [0, gradient as Arrays] as const }),
      );
  },
  'a learning rate that is none is refused': (subject) => {
    for (const learningRate of [NaN, -0.1, Infinity])
      requireRefused(`a learning rate of ${learningRate}`, () => stepped(begin(subject.make({ learningRate }), start)));
  },
}))();
