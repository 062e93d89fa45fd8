import { parse } from '@chainrule/symbolic';
import { expect, test } from 'vitest';
import { descentRuns } from './runs.js';
import { pathScenes, valueChart } from './scenes.js';

const runsOf = (text: string, from: number[], rates: readonly number[]) => {
  const [expr, variables] = [parse(text), ['x', 'y'].slice(0, from.length)];
  const runs = descentRuns(expr, variables, { rates }, { from, steps: 50 });
  return { runs, paths: pathScenes(expr, variables, runs) };
};

test.each([
  ['one variable', 'x^2 - 6x + 5', [15]],
  ['two variables', 'x^2 + 10y^2', [-2, 1]],
])('a run has one colour on the function and over the steps: %s', (_, text, from) => {
  const { runs, paths } = runsOf(text, from, [0.01, 0.05]);
  const coloursOf = (chart: unknown) =>
    (chart as ReturnType<typeof valueChart>).marks.flatMap((mark) =>
      'colour' in mark && mark.name?.startsWith('rate') ? [mark.colour] : [],
    );
  expect(coloursOf(valueChart(runs))).toEqual([1, 2]);
  expect(coloursOf(paths[0])).toEqual([1, 2]);
});

test('a run that flies away leaves the picture of the values, and the others stay in it', () => {
  const { runs } = runsOf('x^2 - 6x + 5', [15], [0.1, 1.1]);
  const [low, high] = valueChart(runs).y.domain!;
  expect(low).toBeLessThan(-4);
  expect(high).toBeGreaterThan(140);
  expect(high).toBeLessThan(1000);
  expect(valueChart(runs.slice(0, 1)).y.domain).toBeUndefined();
});
