import { ChainruleError, type ArrayData } from '@chainrule/core';
import type { Message } from './encode.js';
import type { Constant, Parts, Slot } from './graph.js';

/**
 * A graph for any number of examples, from the same graph at two numbers of them: whatever differs between the two is that number, or a
 * multiple of it, and is computed from the sizes of an input. Nothing else may differ.
 *
 * Throws `unsupported` where something does: a constant with a value for every example, or a size that is no multiple.
 */
export function forAnyBatch(one: Parts, other: Parts): Parts {
  const [from, axis] = firstDifference(one.inputs, other.inputs);
  const sizes = [from.shape[axis], other.inputs[one.inputs.indexOf(from)]!.shape[axis]] as [number, number];
  const open = new Opened(sizes, from.name, axis);
  const slots = (own: readonly Slot[], others: readonly Slot[]): Slot[] =>
    own.map((slot, i) => ({ ...slot, shape: slot.shape.map((size, at) => open.size(size as number, others[i]!.shape[at] as number)) }));
  if (JSON.stringify(one.nodes) !== JSON.stringify(other.nodes) || one.constants.length !== other.constants.length) return tooDifferent();
  const inputs = slots(one.inputs, other.inputs);
  const constants = one.constants.flatMap((constant, i) => open.constant(constant, other.constants[i]!));
  return { nodes: [...open.nodes, ...one.nodes], constants, inputs, outputs: slots(one.outputs, other.outputs) };
}

function firstDifference(own: readonly Slot[], others: readonly Slot[]): readonly [Slot, axis: number] {
  for (const [i, slot] of own.entries()) {
    const axis = slot.shape.findIndex((size, at) => size !== others[i]?.shape[at]);
    if (axis !== -1 && slot.shape.length === others[i]?.shape.length) return [slot, axis];
  }
  throw new ChainruleError('argument', 'both programs take arrays of the same sizes', {
    operation: 'toOnnx',
    hint: 'trace the function with batches of two sizes',
  });
}

function tooDifferent(): never {
  throw new ChainruleError('unsupported', 'more than the number of examples differs between the two programs', {
    operation: 'toOnnx',
    hint: 'trace one function with batches of two sizes, both larger than 1 and unlike its other sizes',
  });
}

/** Sizes that depend on the examples, and the nodes that compute them. */
class Opened {
  readonly nodes: Message[];
  constructor(
    private readonly sizes: readonly [number, number],
    input: string,
    axis: number,
  ) {
    const attributes = [
      { name: 'start', int: axis, type: 2 },
      { name: 'end', int: axis + 1, type: 2 },
    ];
    this.nodes = [{ inputs: [input], outputs: ['examples'], name: 'examples', operation: 'Shape', attributes }];
  }
  /** How often the examples are in a size; `undefined` where they are not. */
  private times(own: number, other: number): number | undefined {
    if (own === other) return undefined;
    const times = own / this.sizes[0];
    return Number.isInteger(times) && other === times * this.sizes[1] ? times : tooDifferent();
  }
  size(own: number, other: number): number | string {
    const times = this.times(own, other);
    return times === undefined ? own : times === 1 ? 'n' : `${times}n`;
  }
  /** The constants that take a constant's place. */
  constant(own: Constant, other: Constant): Constant[] {
    if ('list' in own && 'list' in other) return this.list(own.name, own.list, other.list);
    if ('value' in own && 'value' in other) return this.array(own.name, own.value, other.value);
    return tooDifferent();
  }
  private list(name: string, own: readonly number[], other: readonly number[]): Constant[] {
    if (own.length !== other.length) return tooDifferent();
    const times = own.map((size, i) => this.times(size, other[i]!));
    if (times.every((count) => count === undefined)) return [{ name, list: own }];
    const made: Constant[] = [];
    const constant = (value: number): string => {
      made.push({ name: `${name}_${made.length}`, list: [value] });
      return made.at(-1)!.name;
    };
    const parts = times.map((count, i) => {
      if (count === undefined) return constant(own[i]!);
      if (count === 1) return 'examples';
      const output = `${name}_times_${i}`;
      this.nodes.push({ inputs: ['examples', constant(count)], outputs: [output], operation: 'Mul' });
      return output;
    });
    this.nodes.push({ inputs: parts, outputs: [name], operation: 'Concat', attributes: [{ name: 'axis', int: 0, type: 2 }] });
    return made;
  }
  /** An array that has the examples along an axis is one number everywhere, stretched. */
  private array(name: string, own: ArrayData, other: ArrayData): Constant[] {
    const [first = 0] = own.data;
    if (own.shape.join() === other.shape.join()) {
      if (own.dtype !== other.dtype || own.data.some((x, i) => !Object.is(x, other.data[i]))) return tooDifferent();
      return [{ name, value: own }];
    }
    if ([own, other].some(({ data }) => data.some((x) => x !== first))) return tooDifferent();
    const sizes = this.list(`${name}_sizes`, own.shape, other.shape);
    this.nodes.push({ inputs: [`${name}_value`, `${name}_sizes`], outputs: [name], operation: 'Expand' });
    return [{ name: `${name}_value`, value: { dtype: own.dtype, shape: [], data: own.data.slice(0, 1) } }, ...sizes];
  }
}
