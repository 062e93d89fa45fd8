import { isChainruleError } from '@chainrule/core';
import { compile, concatenate, grad, Tensor } from '@chainrule/tensor';
import { requireGradient, score } from '../gradient.js';
import { requireIdentity } from '../identity.js';
import { claim, type Promises } from '../test-case.js';
import { bitsOf, inType, numbersIn, requireNear, requireNearNumbers, requireSameBits, withNumbers } from '../trees.js';
import { valueOf, type LossSubject } from './subject.js';

const reductions = ['mean', 'sum', 'none'] as const;

/** What every loss promises. */
export const promises: Promises<LossSubject> = {
  'it says that it is a loss of contract 1, and its options': ({ loss }) => {
    requireIdentity(loss, 'loss');
    claim(typeof loss.options === 'object', () => 'it has no options');
  },
  'it is a finite number': (subject) => {
    const y = valueOf(subject, subject.prediction());
    const scalar = !('reduction' in subject.loss.options) || subject.loss.options.reduction !== 'none';
    claim(y instanceof Tensor, () => `it is ${String(y)}, not a tensor`);
    claim(!scalar || y.shape.length === 0, () => `its shape is [${y.shape.join()}]`);
    claim(numbersIn(y).every(Number.isFinite), () => `it is ${numbersIn(y).join(', ')}`);
  },
  'the same inputs give the same bits, and stay as they are': (subject) => {
    const [prediction, target] = [subject.prediction(), subject.target()];
    const before = bitsOf([prediction, target]);
    const twice = [1, 2].map(() => subject.loss.apply(prediction, target));
    requireSameBits(twice[1], twice[0], 'the same loss again');
    claim(bitsOf([prediction, target]) === before, () => 'the prediction or the target changed');
  },
  'it keeps the element type of the prediction': (subject) => {
    const narrow = valueOf(subject, inType(subject.prediction(), 'float32'));
    claim(narrow.dtype === 'float32', () => `of float32 it is ${narrow.dtype}`);
    const wide = valueOf(subject, subject.prediction());
    claim(wide.dtype === 'float64', () => `of float64 it is ${wide.dtype}`);
    requireNear(inType(narrow, 'float64'), wide, 1e-4, 'in float32');
  },
  'the gradient is what differences measure': (subject) => {
    requireGradient((at) => score(valueOf(subject, at)), subject.prediction());
  },
  'it is least where it says': (subject) => {
    if (subject.best === undefined) return;
    const best = subject.best();
    const least = numbersIn(valueOf(subject, best)).reduce((a, b) => a + b, 0);
    for (const turn of [1, 2, 3, 4]) {
      const away = withNumbers(best, (x, i) => x + 0.05 * Math.sin(2.3 * i * i + turn));
      const there = numbersIn(valueOf(subject, away)).reduce((a, b) => a + b, 0);
      claim(there >= least - 1e-12, () => `it is ${least} where it should be least, and ${there} beside it`);
    }
  },
  'reductions agree: the sum is the sum of all': (subject) => {
    if (!('reduction' in subject.loss.options)) return;
    const [, sum, all] = reductions.map((reduction) =>
      valueOf({ ...subject, loss: subject.loss.with({ reduction }) }, subject.prediction()),
    );
    requireNearNumbers(numbersIn(sum), [numbersIn(all).reduce((a, b) => a + b, 0)], 1e-11, 'the sum');
  },
  'with other options it is another loss, and itself as before': (subject) => {
    const before = JSON.stringify(subject.loss.options);
    const name = Object.keys(subject.loss.options)[0];
    const other = subject.loss.with(name === undefined ? {} : { [name]: 'other' });
    requireIdentity(other, 'loss');
    claim(JSON.stringify(subject.loss.options) === before, () => 'its own options changed');
    claim(
      name === undefined || (other.options as Readonly<Record<string, unknown>>)[name] === 'other',
      () => `the option ${name!} is not taken`,
    );
  },
  'a prediction that does not fit the target is refused': (subject) => {
    const prediction = subject.prediction();
    if (!(prediction instanceof Tensor) || prediction.shape.length === 0 || subject.target() === undefined) return;
    let refused: unknown;
    try {
      numbersIn(valueOf(subject, concatenate([prediction, prediction], subject.examplesAxis ?? 0)));
    } catch (error) {
      refused = error;
    }
    claim(isChainruleError(refused), () => `twice as many predictions as targets are not refused by a ChainruleError`);
  },
  'compiled it is the same, and so is its gradient': (subject) => {
    const both = (at: unknown): unknown => [valueOf(subject, at), grad((p: unknown) => score(valueOf(subject, p)))(at)];
    requireNear(compile(both)(subject.prediction()), both(subject.prediction()), 1e-11, 'compiled');
  },
};
