import { expect, test } from 'vitest';
import { computationGraph, type ComputationNode } from './computation-graph.js';
import { computationSteps } from './computation-steps.js';

/** x·x + x at 3. */
const nodes: readonly ComputationNode[] = [
  { id: 0, expression: 'x', operation: 'variable', inputs: [], slopes: [], value: 3, gradient: 7 },
  { id: 1, expression: 'x*x', operation: 'mul', inputs: [0, 0], slopes: [3, 3], value: 9, gradient: 1 },
  { id: 2, expression: 'x*x + x', operation: 'add', inputs: [1, 0], slopes: [1, 1], value: 12, gradient: 1 },
];

test('a step shows what is known then, in places that stay', () => {
  const all = computationGraph(nodes);
  const half = computationGraph(nodes, { known: { values: 2, gradients: 0 } });
  expect(half.nodes.map(({ x, y }) => [x, y])).toEqual(all.nodes.map(({ x, y }) => [x, y]));
  expect(half.nodes.map(({ lines }) => lines[1])).toEqual(['value 3', 'value 9', 'value …']);
  expect(half.edges.map(({ label }) => label?.text)).toEqual(['3', '3', undefined, undefined]);
  expect(half.edges.map(({ colour }) => colour)).toEqual([1, 1, undefined, undefined]);
});

test('on the way back the arrows out of a node are those its gradient comes along', () => {
  const back = computationGraph(nodes, { known: { values: 3, gradients: 3 } });
  expect(back.nodes.map(({ lines }) => lines[2])).toEqual(['gradient 7', 'gradient 1', 'gradient 1']);
  expect(back.edges.filter(({ colour }) => colour === 1).map(({ from }) => from)).toEqual(['0', '0', '0']);
});

test('sums where ways meet are said', () => {
  const says = computationSteps(nodes).map((step) => step.says);
  expect(says).toHaveLength(6);
  expect(says[1]).toBe('Forward 2 of 3: x*x is 9.');
  expect(says.at(-1)).toBe('Backward 3 of 3: x goes into x*x and into x*x + x, and what comes back is added: 1 · 3 + 1 · 3 + 1 · 1 = 7.');
});
