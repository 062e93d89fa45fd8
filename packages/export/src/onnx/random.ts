import type { Shape } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import type { Graph, Value } from './graph.js';
import { threefry } from './threefry.js';
import { counting, type Writing } from './writing.js';

/** Random words from keys. */
export const random = (writing: Writing, count: number): Value => {
  const { graph, inputs } = writing;
  const lead = inputs[0]!.shape.slice(0, -1);
  const blocks = Math.ceil(count / 2);
  const [k0, k1] = words(graph, inputs[0]!);
  const counter = counting(graph, 'uint32', [...lead, blocks], lead.length);
  const drawn = pair(graph, threefry(graph, k0, k1, counter, graph.number(0, 'uint32')), [...lead, blocks]);
  const flat = graph.reshape(drawn, [...lead, blocks * 2]);
  const ends = flat.shape.with(-1, count);
  return graph.slice(
    flat,
    ends.map(() => 0),
    ends,
    ends.map(() => 1),
    ends,
  );
};

/** The two words of keys `[…, 2]`, each `[…, 1]`. */
export function words(graph: Graph, keys: Value): [Value, Value] {
  const lead = keys.shape.slice(0, -1);
  const at = (i: number): Value =>
    graph.slice(
      keys,
      [...lead.map(() => 0), i],
      [...lead, i + 1],
      keys.shape.map(() => 1),
      [...lead, 1],
    );
  return [at(0), at(1)];
}

/** Two values beside each other along a new last axis. */
export function pair(graph: Graph, values: readonly Value[], shape: Shape): Value {
  const columns = values.map((value) => graph.reshape(graph.expand(value, shape), [...shape, 1]));
  return graph.node('Concat', columns, { dtype: values[0]!.dtype, shape: [...shape, 2] }, { axis: shape.length });
}

/** Two words `[…, 1]` as keys `[…, 2]`. */
export const joined = (graph: Graph, values: readonly Value[], { dtype, shape }: Type): Value =>
  graph.node('Concat', values, { dtype, shape }, { axis: shape.length - 1 });
