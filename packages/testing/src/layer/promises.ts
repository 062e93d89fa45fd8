import { flatten, isFloat, key } from '@chainrule/core';
import { compile, vmap, type Tensor } from '@chainrule/tensor';
import { requireGradient, score } from '../gradient.js';
import { requireIdentity } from '../identity.js';
import { claim, type Promises } from '../test-case.js';
import { bitsOf, isTensor, inType, requireNear, requireSameBits, typesOf } from '../trees.js';
import { applied, initialised, type LayerSubject } from './subject.js';

const modes = ['train', 'eval'] as const;

/** What every layer promises. */
export const promises: Promises<LayerSubject> = {
  'it says that it is a layer of contract 1, and its options': ({ layer }) => {
    requireIdentity(layer, 'layer');
    claim(typeof layer.options === 'object', () => 'it has no options');
  },
  'parameters and state are trees of tensors of the element type asked for': ({ layer }) => {
    for (const dtype of ['float32', 'float64'] as const) {
      const made = layer.init(key(1), { dtype });
      for (const leaf of flatten<unknown>([made.params, made.state]).leaves) {
        claim(isTensor(leaf), () => `a leaf is ${String(leaf)}, not a tensor`);
        claim(!isFloat(leaf.dtype) || leaf.dtype === dtype, () => `a leaf is ${leaf.dtype}, and ${dtype} was asked for`);
      }
    }
    claim(typesOf(layer.init(key(1))) === typesOf(layer.init(key(1), { dtype: 'float32' })), () => 'the default is not float32');
  },
  'the same key gives the same parameters': (subject) => {
    requireSameBits(initialised(subject), initialised(subject), 'parameters of the same key');
  },
  'the same inputs give the same bits, and stay as they are': (subject) => {
    const [numbers, x] = [initialised(subject), subject.x()];
    const before = bitsOf([numbers, x]);
    for (const mode of modes)
      requireSameBits(applied(subject, numbers, x, mode), applied(subject, numbers, x, mode), `applied again, ${mode}`);
    claim(bitsOf([numbers, x]) === before, () => 'parameters, state or input changed');
  },
  'when it is used the key does not matter, and the state stays': (subject) => {
    const numbers = initialised(subject);
    const { layer } = subject;
    const plain = layer.apply(numbers.params, numbers.state, subject.x(), { mode: 'eval' });
    requireSameBits(applied(subject, numbers, subject.x(), 'eval', 9).y, plain.y, 'with another key');
    requireSameBits(plain.state, numbers.state, 'the state after use');
  },
  'the state keeps its structure, shapes and element types': (subject) => {
    const numbers = initialised(subject);
    const { state } = applied(subject, numbers, subject.x(), 'train');
    claim(typesOf(state) === typesOf(numbers.state), () => `the state began as\n${typesOf(numbers.state)}\nand became\n${typesOf(state)}`);
  },
  'in float32 it stays in float32, and gives nearly the same': (subject) => {
    const wide = initialised(subject);
    const { y } = applied(subject, inType(wide, 'float32'), inType(subject.x(), 'float32'), subject.mode);
    claim(!isFloat(y.dtype) || y.dtype === 'float32', () => `the result is ${y.dtype}`);
    requireNear(inType(y, 'float64'), applied(subject, wide, subject.x(), subject.mode).y, 1e-4, 'the result in float32');
  },
  'the gradient by its parameters is what differences measure': (subject) => {
    const { params, state } = initialised(subject);
    if (flatten(params).leaves.length === 0) return;
    requireGradient((p) => score(applied(subject, { params: p, state }, subject.x(), subject.mode).y), params);
  },
  'the gradient by its input is what differences measure': (subject) => {
    const x = subject.x();
    if (!isFloat(x.dtype)) return;
    const numbers = initialised(subject);
    requireGradient((at) => score(applied(subject, numbers, at, subject.mode).y), x);
  },
  'a batch is a loop over its examples': (subject) => {
    const x = subject.x();
    if (!subject.examplesApart || x.shape.length < 2) return;
    const numbers = initialised(subject);
    const one = (example: Tensor): Tensor => applied(subject, numbers, example.reshape([1, ...x.shape.slice(1)]), 'eval').y;
    const whole = applied(subject, numbers, x, 'eval').y;
    const mapped = vmap(one)(x);
    requireNear(mapped.reshape(whole.shape), whole, 1e-10, 'the examples one by one');
  },
  'compiled it is the same': (subject) => {
    const numbers = initialised(subject);
    for (const mode of modes) {
      const f = (n: typeof numbers, x: Tensor): unknown => applied(subject, n, x, mode);
      requireNear(compile(f)(numbers, subject.x()), f(numbers, subject.x()), 1e-11, `compiled, ${mode}`);
    }
  },
};
