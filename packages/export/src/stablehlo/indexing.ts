import { sizeOf, type Shape } from '@chainrule/core';
import type { Hlo, Value } from './hlo.js';
import { parametersOf } from '../instruction.js';
import type { Emitter } from './writing.js';

/** A batch of tables as one, with indices to match. */
function merged(hlo: Hlo, rows: number, indices: Value, lead: Shape, batch: number): Value {
  const own = hlo.broadcast(indices, [...lead, ...indices.shape.slice(batch)]);
  const flat = hlo.reshape(own, [sizeOf(lead), ...indices.shape.slice(batch)]);
  const offsets = hlo.each('multiply', hlo.iota(0, flat), hlo.full(rows, flat));
  return hlo.each('add', flat, offsets);
}

export const take: Emitter = (writing) => {
  const {
    hlo,
    inputs: [x, indices],
    output,
  } = writing;
  const { batch = 0 } = parametersOf<{ batch?: number }>(writing);
  if (batch === 0) return hlo.gatherRows(x!, indices!);
  const lead = output.shape.slice(0, batch);
  const [rows, ...inner] = x!.shape.slice(batch) as [number, ...number[]];
  const tables = hlo.reshape(hlo.broadcast(x!, [...lead, rows, ...inner]), [sizeOf(lead) * rows, ...inner]);
  return hlo.reshape(hlo.gatherRows(tables, merged(hlo, rows, indices!, lead, batch)), output.shape);
};

export const addRows: Emitter = (writing) => {
  const {
    hlo,
    inputs: [g, indices],
    output,
  } = writing;
  const { rows, batch = 0 } = parametersOf<{ rows: number; batch?: number }>(writing);
  if (batch === 0) return hlo.scatterRows(hlo.full(0, output), indices!, g!);
  const lead = output.shape.slice(0, batch);
  const inner = output.shape.slice(batch + 1);
  const at = merged(hlo, rows, indices!, lead, batch);
  const updates = hlo.reshape(hlo.broadcast(g!, [...lead, ...g!.shape.slice(batch)]), [...at.shape, ...inner]);
  const into = hlo.full(0, { dtype: output.dtype, shape: [sizeOf(lead) * rows, ...inner] });
  return hlo.reshape(hlo.scatterRows(into, at, updates), output.shape);
};

/** Two values with as many axes, and alike but along one counted from the end. */
export function alikeBut(hlo: Hlo, axis: number, shape: Shape, ...values: readonly Value[]): Value[] {
  return values.map((value) => hlo.broadcast(value, shape.with(axis, value.shape.at(axis)!)));
}
