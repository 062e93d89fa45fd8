import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutGraph, type GraphDescription } from '../layout-graph.js';
import { crossings, ordered } from './order.js';
import { apart } from './places.js';
import { ranksOf } from './ranks.js';

/** Graphs as computations are: each node is made of some before it. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 25 })
  .map((inputs) => inputs.flatMap((own, to) => (to === 0 ? [] : own.map((from) => [from % to, to] as const))).slice(0, 60));

const described = (links: readonly (readonly [number, number])[], rest: Partial<GraphDescription> = {}): GraphDescription => {
  const count = Math.max(0, ...links.flat()) + 1;
  return {
    ...{ title: '', description: '' },
    nodes: Array.from({ length: count }, (_, i) => ({ id: String(i), lines: ['n'.repeat(1 + (i % 7)), 'value 1'] })),
    edges: links.map(([from, to]) => ({ from: String(from), to: String(to), label: `${from}.5` })),
    ...rest,
  };
};

test('a node comes after all that lead to it, and a source right before what it leads to', () => {
  fc.assert(
    fc.property(graphs, (links) => {
      const ranks = ranksOf(Math.max(0, ...links.flat()) + 1, links);
      for (const [from, to] of links) expect(ranks[from]!).toBeLessThan(ranks[to]!);
      expect(Math.min(...ranks)).toBeGreaterThanOrEqual(0);
    }),
  );
  expect(ranksOf(4, [[0, 1], [1, 2], [3, 2]])).toEqual([0, 1, 2, 1]); // prettier-ignore
});

test('a cycle is drawn all the same', () => {
  const { nodes, edges } = layoutGraph(described([[0, 1], [1, 2], [2, 0], [1, 1]])); // prettier-ignore
  expect(nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  expect(edges).toHaveLength(4);
});

describe.each(['right', 'down'] as const)('drawn to the %s', (direction) => {
  test('boxes and labels do not overlap, and all lie inside', () => {
    fc.assert(
      fc.property(graphs, (links) => {
        const { nodes, edges, width, height } = layoutGraph(described(links, { direction }));
        const labels = edges.map(({ label }) => ({ ...label!, width: 8, height: 8 }));
        const boxes = [...nodes, ...labels];
        boxes.forEach((a, i) => {
          expect(a.x - a.width / 2).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width / 2).toBeLessThanOrEqual(width);
          expect(a.y - a.height / 2).toBeGreaterThanOrEqual(0);
          expect(a.y + a.height / 2).toBeLessThanOrEqual(height);
          for (const b of boxes.slice(i + 1)) {
            const apartBy = Math.max(Math.abs(a.x - b.x) - (a.width + b.width) / 2, Math.abs(a.y - b.y) - (a.height + b.height) / 2);
            expect(apartBy).toBeGreaterThanOrEqual(-1e-6);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});

test('crossings that can be undone are undone', () => {
  const links = [[0, 5], [1, 4], [2, 3]] as const; // prettier-ignore
  const layers = [[0, 1, 2], [3, 4, 5]] as const; // prettier-ignore
  const after = new Map(links.map(([from, to]) => [from, [to]] as const));
  expect(crossings(layers, after)).toBe(3);
  expect(crossings(ordered(layers, links), after)).toBe(0);
});

test('what is wanted apart stays, what would overlap is moved by as little as can be', () => {
  expect(apart([2, 2], [0, 10], 1)).toEqual([0, 10]);
  expect(apart([2, 2], [5, 5], 1)).toEqual([3.5, 6.5]);
  expect(apart([2, 2, 2], [5, 5, 20], 1)).toEqual([3.5, 6.5, 20]);
});
