import { ChainruleError, foldIn, normal, uniform, type Key } from '@chainrule/core';
import { checkCount } from './check-count.js';

/** How long the text of `markovText` is, and how far a letter depends on those before it. */
export interface MarkovTextOptions {
  /** Letters of the text. Default 100,000. */
  readonly count?: number;
  /** Different letters, from `a` on, at most 26. Default 12. */
  readonly letters?: number;
  /** How many letters the next one depends on: 0, 1, 2 or 3. Default 2. */
  readonly order?: number;
  /** How unequal the chances of the next letter are: they are in the ratio of exp(sharpness·z), z standard normal. Default 2.5. */
  readonly sharpness?: number;
}

/** A text of known entropy, and what it was drawn by. */
export interface MarkovText {
  readonly text: string;
  readonly alphabet: string;
  /**
   * `entropies[k]`: the exact entropy of a letter, in nats, to one who sees the k letters before it. The last is the entropy rate: no model of the
   * text, however large, has a lower cross-entropy, but by chance on a short text.
   */
  readonly entropies: readonly number[];
}

/**
 * A text in which each letter depends on the few before it, by chances that are drawn once; and its exact entropy, which is what a language model
 * of it can reach at best.
 *
 * The chances of a letter after a context c: p(x | c) = exp(s·z_cx) / Σ exp(s·z_cy). With π the stationary distribution of contexts,
 * H_k = −Σ π(c) p(x | c) log p(x | last k letters of c). A window of n letters, the first of which is given, has the floor
 * (H₁ + … + H_order + (n − order)·H_order) / n a letter.
 *
 * Throws `argument` for options out of range. Source: C. E. Shannon 1948, "A Mathematical Theory of Communication", sections 2–7.
 *
 * @example
 * ```ts
 * import { key } from '@chainrule/core';
 * import { markovText } from '@chainrule/data';
 * const { text, entropies } = markovText(key(0), { count: 1000, letters: 4, order: 1 });
 * text.length; // → 1000
 * entropies[0]! > entropies[1]! && entropies[0]! <= Math.log(4); // → true
 * ```
 */
export function markovText(key: Key, { count = 100_000, letters = 12, order = 2, sharpness = 2.5 }: MarkovTextOptions = {}): MarkovText {
  checkCount(count, 'markovText');
  check('letters', letters, 2, 26);
  check('order', order, 0, 3);
  if (!(sharpness >= 0 && sharpness <= 100)) refuse(`sharpness is ${sharpness}`, 'sharpness is a number from 0 to 100');
  const contexts = letters ** order;
  const chances = chancesOf(normal(foldIn(key, 'chances'), [contexts, letters]).data, letters, sharpness);
  const frequency = stationary(chances, contexts, letters);
  const alphabet = 'abcdefghijklmnopqrstuvwxyz'.slice(0, letters);

  const luck = uniform(foldIn(key, 'text'), [count]).data;
  let context = drawn(frequency, 0, contexts, uniform(foldIn(key, 'start'), [1]).data[0]!);
  let text = '';
  for (const u of luck) {
    const letter = drawn(chances, context * letters, letters, u);
    text += alphabet[letter]!;
    context = (context * letters + letter) % contexts;
  }
  const entropies = Array.from({ length: order + 1 }, (_, seen) => entropyOf(chances, frequency, letters, letters ** seen));
  return { text, alphabet, entropies };
}

/** Row by row exp(s·z) over its sum. */
function chancesOf(z: ArrayLike<number>, letters: number, sharpness: number): Float64Array {
  const chances = Float64Array.from(z);
  for (let row = 0; row < chances.length; row += letters) {
    const part = chances.subarray(row, row + letters);
    const largest = Math.max(...part);
    part.forEach((value, i) => (part[i] = Math.exp(sharpness * (value - largest))));
    const sum = part.reduce((a, b) => a + b);
    part.forEach((value, i) => (part[i] = value / sum));
  }
  return chances;
}

/** How often each context comes in a long text: the fixed point of π ← πP, by repetition. All chances are positive, so it converges to one. */
function stationary(chances: Float64Array, contexts: number, letters: number): Float64Array {
  let frequency = new Float64Array(contexts).fill(1 / contexts);
  for (let round = 0, change = 1; change > 1e-15 && round < 100_000; round++) {
    const next = new Float64Array(contexts);
    chances.forEach((chance, i) => (next[i % contexts]! += frequency[Math.floor(i / letters)]! * chance));
    change = next.reduce((sum, value, c) => sum + Math.abs(value - frequency[c]!), 0);
    frequency = next;
  }
  return frequency;
}

/** The entropy of a letter to one who sees only the end of the context: contexts that are alike modulo `alike` look the same. */
function entropyOf(chances: Float64Array, frequency: Float64Array, letters: number, alike: number): number {
  const joint = new Float64Array(alike * letters);
  chances.forEach((chance, i) => {
    const context = Math.floor(i / letters);
    joint[(context % alike) * letters + (i % letters)]! += frequency[context]! * chance;
  });
  let entropy = 0;
  for (let row = 0; row < joint.length; row += letters) {
    const part = joint.subarray(row, row + letters);
    const sum = part.reduce((a, b) => a + b);
    for (const p of part) if (p > 0) entropy -= p * Math.log(p / sum);
  }
  return entropy;
}

/** Which of some chances, from `at` on, a number in [0, 1) falls on. */
function drawn(chances: Float64Array, at: number, count: number, u: number): number {
  let left = u;
  for (let i = 0; i < count - 1; i++) if ((left -= chances[at + i]!) < 0) return i;
  return count - 1;
}

function refuse(problem: string, hint: string): never {
  throw new ChainruleError('argument', problem, { operation: 'markovText', hint });
}

function check(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    refuse(`${name} is ${value}`, `${name} is an integer from ${least} to ${most}`);
}
