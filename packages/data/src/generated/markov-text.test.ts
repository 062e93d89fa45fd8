import { key } from '@chainrule/core';
import { expect, test } from 'vitest';
import { markovText } from './markov-text.js';

/** The mean of −log of how often, after the same k letters, the letter came that came. */
function countedEntropy(text: string, k: number): number {
  const seen = new Map<string, number>();
  const count = (part: string): void => void seen.set(part, (seen.get(part) ?? 0) + 1);
  for (let i = k; i < text.length; i++) {
    count(`${text.slice(i - k, i)}|`);
    count(text.slice(i - k, i + 1));
  }
  let nats = 0;
  for (let i = k; i < text.length; i++) nats -= Math.log(seen.get(text.slice(i - k, i + 1))! / seen.get(`${text.slice(i - k, i)}|`)!);
  return nats / (text.length - k);
}

test.each([0, 1, 2])('of order %d, a long text has the entropies that were worked out', (order) => {
  const { text, entropies, alphabet } = markovText(key(5), { count: 200_000, letters: 5, order });
  expect(new Set(text)).toEqual(new Set(alphabet));
  expect(entropies.length).toBe(order + 1);
  entropies.forEach((nats, k) => expect(Math.abs(countedEntropy(text, k) - nats)).toBeLessThan(0.01));
  // Letters further back say nothing more; counting them learns a little of the text by heart.
  expect(Math.abs(countedEntropy(text, order + 1) - entropies[order]!)).toBeLessThan(0.01);
});

test('equal chances have the entropy of the alphabet; unequal ones have less the more is seen', () => {
  markovText(key(0), { count: 1, letters: 7, sharpness: 0 }).entropies.forEach((nats) => expect(nats).toBeCloseTo(Math.log(7), 12));
  const [none, one, two] = markovText(key(0), { count: 1 }).entropies as [number, number, number];
  expect(Math.log(12) > none && none > one && one > two).toBe(true);
});

test('is the same for the same key, and refuses what is out of range', () => {
  expect(markovText(key(1), { count: 99 })).toEqual(markovText(key(1), { count: 99 }));
  expect(markovText(key(1), { count: 99 }).text).not.toBe(markovText(key(2), { count: 99 }).text);
  for (const options of [{ count: 0 }, { letters: 1 }, { letters: 27 }, { order: 4 }, { order: 0.5 }, { sharpness: NaN }])
    expect(() => markovText(key(0), options)).toThrow(`is ${Object.values(options)[0]}`);
});
