import { describe, expect, test } from 'vitest';
import { begin as beginDigits } from './digits/learner.js';
import { pixelsIn, pixelText } from './digits/pixels.js';
import { pixelsOf } from './digits/strokes.js';
import { begin as beginLetters } from './letters/learner.js';
import { breakEven, clusters, exchangeSeconds, speedup } from './machines.js';
import type { Recipe } from './nets.js';
import { givenIn, withRating } from './ratings/given.js';
import { begin as beginRatings } from './ratings/learner.js';
import { sourcesOf } from './sources.js';

const recipe = (net: Recipe['net']): Recipe => ({ net, seed: 0, text: 'sonnets', own: '' });
const sum = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((a, b) => a + b, 0);

describe('what is drawn', () => {
  test('a stroke down fills the height, and stays in the middle', () => {
    const pixels = pixelsOf([
      [
        [0.2, 0.1],
        [0.2, 0.4],
      ],
    ]);
    for (let row = 0; row < 8; row++) {
      const columns = pixels.slice(8 * row, 8 * row + 8);
      expect(columns[3]! + columns[4]!).toBeGreaterThan(8);
      expect(columns[0]! + columns[1]! + columns[6]! + columns[7]!).toBe(0);
    }
    expect(Math.max(...pixels)).toBeLessThanOrEqual(16);
  });
  test('where and how large it is drawn does not matter', () => {
    const digit = (x: number, y: number, size: number) => [
      (
        [
          [0, 0],
          [1, 0],
          [0.3, 1],
        ] as const
      ).map(([dx, dy]) => [x + size * dx, y + size * dy] as const),
    ];
    expect(pixelsOf(digit(0.1, 0.2, 0.25))).toEqual(pixelsOf(digit(0.4, 0.3, 0.5)));
  });
  test('it goes through an address, and what is no picture is an empty one', () => {
    const pixels = Array.from({ length: 64 }, (_, i) => i % 17);
    expect(pixelsIn(pixelText(pixels))).toEqual(pixels);
    for (const bad of ['', 'z'.repeat(64), '0'.repeat(63)]) expect(sum(pixelsIn(bad))).toBe(0);
  });
});

test('ratings go through an address; what cannot be one is left out', () => {
  expect(givenIn('0:4.5,7:2', 200)).toEqual({ 0: 4.5, 7: 2 });
  expect(givenIn('0:4.7,-1:3,999:3,x:1,__proto__:1,2:', 200)).toEqual({});
  expect(withRating({ 0: 4.5, 7: 2 }, 7, undefined)).toBe('0:4.5');
});

test('at its break-even batch a ring of many machines computes as long as it exchanges', () => {
  const step = { operations: 6 * 669_706 * 32, parameters: 669_706 };
  const office = { ...clusters.office, latency: 0 };
  const batch = breakEven(step, 32, office);
  expect(batch).toBe(1112); // as in docs/scaling.md
  expect(exchangeSeconds(1e6, step, office)).toBeCloseTo((batch / 32) * (step.operations / office.speed), 4);
  expect(speedup(1000, step, office, batch / 32)).toBeCloseTo(500, 0);
  expect(speedup(1, step, office, 1)).toBe(1);
});

test('digits are read, and a step is counted', async () => {
  const learner = beginDigits(recipe('digits'));
  expect(sum(learner.read(learner.sample(3, 0)).chances)).toBeCloseTo(1, 5);
  await learner.trainer.advance({ steps: 45, milliseconds: 1e5, rate: 3e-3 });
  const confusion = learner.confusion(true);
  expect(sum(confusion.map((row, i) => row[i]!))).toBeGreaterThan(250);
  expect(sum(confusion.flat())).toBe(360);
  expect(learner.work.parameters).toBe(38_282);
});

test('letters are learned; what is said next is a distribution, and no letter heeds what comes after it', async () => {
  const learner = beginLetters({ ...recipe('letters'), text: 'own', own: 'abcde '.repeat(300) });
  await learner.trainer.advance({ steps: 60, milliseconds: 1e5, rate: 1e-2 });
  expect(sum(learner.chances('abc'))).toBeCloseTo(1, 4);
  expect(learner.write('abc', 7, 0)).toBe('abcde abcd');
  const { letters, blocks } = learner.attention('abcd');
  expect([letters, blocks.length]).toEqual([['a', 'b', 'c', 'd'], 2]);
  for (const weights of blocks)
    for (let i = 0; i < 4; i++) {
      expect(sum(Array.from(weights).slice(4 * i, 4 * i + 4))).toBeCloseTo(1, 5);
      expect(sum(Array.from(weights).slice(4 * i + i + 1, 4 * i + 4))).toBe(0);
    }
  expect(() => beginLetters({ ...recipe('letters'), text: 'own', own: 'abc' })).toThrow('the text has 3 letters');
});

test('who rates what another liked is given that one’s taste', async () => {
  const learner = beginRatings(recipe('ratings'));
  await learner.trainer.advance({ steps: 1500, milliseconds: 1e5, rate: 5e-3 });
  const liked = learner.taste({ 0: 5, 1: 1, 2: 5 }).expected;
  const disliked = learner.taste({ 0: 1, 1: 5, 2: 1 }).expected;
  expect(liked[0]).toBeGreaterThan(disliked[0]!);
  expect(liked[1]).toBeLessThan(disliked[1]!);
  const best = learner.best({ 0: 5 }, 5);
  expect(best.map(({ item }) => item)).not.toContain(0);
  expect(best[0]!.expected).toBeGreaterThanOrEqual(best[4]!.expected);
  const { known, said } = learner.filled(10, 10);
  expect(known.filter(Number.isNaN).length).toBeGreaterThan(50);
  expect(Array.from(said).every(Number.isFinite)).toBe(true);
});

test('commands and programs say what is trained here', () => {
  for (const net of ['digits', 'letters', 'ratings'] as const) {
    const { cli, typescript } = sourcesOf(recipe(net), 0.001);
    expect(cli).toMatch(new RegExp(`chainrule train ${net}\\.json$`));
    expect(typescript).toContain('await train({');
  }
  expect(sourcesOf(recipe('ratings'), 1e-3).cli).toContain("definePlugin('layer', 'factors'");
});
