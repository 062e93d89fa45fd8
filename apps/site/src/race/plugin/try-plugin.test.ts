import { expect, test } from 'vitest';
import { outcomeOf } from './try-plugin.js';

const race = { f: 'x', from: [0, 0], steps: 2 } as const;
const path = { points: [[0, 0], [1, 2]], values: [3, NaN] }; // prettier-ignore

test('a path is taken as it is', () => expect(outcomeOf({ path }, race)).toEqual({ path }));
test.each([
  [{ path: { ...path, values: [3] } }],
  [{ path: { points: [[0, '<b>']], values: [1] } }],
  [{ path: { points: [[0, 0, 0]], values: [1] } }],
  [{ path: { points: Array.from({ length: 9 }, () => [0, 0]), values: Array.from({ length: 9 }, () => 0) } }],
  [{ path: { points: [], values: [] } }],
  [{ path: 7 }],
  [{}],
])('what is no path is not believed: %j', (said) => expect(outcomeOf(said, race)).toHaveProperty('problem'));
test('a failure is told, and not at any length', () => {
  const outcome = outcomeOf({ problem: 'x'.repeat(9999) }, race);
  expect('problem' in outcome && outcome.problem.length).toBeLessThan(500);
});
