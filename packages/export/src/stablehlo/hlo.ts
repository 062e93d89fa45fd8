import { broadcastShapes, sizeOf, type ArrayData, type DType, type Shape } from '@chainrule/core';
import type { Type } from '@chainrule/program';

/** A value of a StableHLO function. */
export interface Value extends Type {
  readonly name: string;
}

const elements: Readonly<Record<DType, string>> = { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'ui32', bool: 'i1' };
export const typeText = ({ dtype, shape }: Type): string => `tensor<${[...shape, elements[dtype]].join('x')}>`;

/** A number as StableHLO writes it: reals with all their digits, what is no number by its bits. */
export function numberText(value: number, dtype: DType): string {
  if (dtype === 'bool') return value === 0 ? 'false' : 'true';
  if (dtype !== 'float32' && dtype !== 'float64') return String(value);
  if (Number.isFinite(value)) return value.toExponential(dtype === 'float32' ? 9 : 17);
  const wide = dtype === 'float64';
  const high = Number.isNaN(value) ? (wide ? '7FF8' : '7FC0') : value > 0 ? (wide ? '7FF0' : '7F80') : wide ? 'FFF0' : 'FF80';
  return `0x${high}${'0'.repeat(wide ? 12 : 4)}`;
}

const axesText = (axes: readonly number[]): string => `[${axes.join(', ')}]`;
const array = (numbers: readonly number[]): string => (numbers.length === 0 ? 'array<i64>' : `array<i64: ${numbers.join(', ')}>`);

/** A StableHLO function in the making: one operation a line. */
export class Hlo {
  readonly lines: string[] = [];
  private count = 0;

  /** The result of an operation; `text` is all of it but the types. */
  op(text: string, inputs: readonly Type[], output: Type): Value {
    const types = inputs.map(typeText);
    return this.line(`${text} : (${types.join(', ')}) -> ${typeText(output)}`, output);
  }
  /** The result of a line that is written whole. */
  line(text: string, { dtype, shape }: Type): Value {
    const name = `%${this.count++}`;
    this.lines.push(`${name} = ${text}`);
    return { name, dtype, shape };
  }
  /** One of two results of a line. */
  second(text: string, { dtype, shape }: Type): Value {
    const name = `%${this.count++}`;
    this.lines.push(`${name}:2 = ${text}`);
    return { name: `${name}#1`, dtype, shape };
  }
  /** All elements one number. */
  full(value: number, { dtype, shape }: Type): Value {
    return this.line(`stablehlo.constant dense<${numberText(value, dtype)}> : ${typeText({ dtype, shape })}`, { dtype, shape });
  }
  constant({ dtype, shape, data }: ArrayData): Value {
    const go = (at: number, rest: Shape): string => {
      const [size, ...inner] = rest;
      if (size === undefined) return numberText(data[at]!, dtype);
      return `[${Array.from({ length: size }, (_, i) => go(at + i * sizeOf(inner), inner)).join(', ')}]`;
    };
    const text = sizeOf(shape) === 0 ? '' : go(0, shape);
    return this.line(`stablehlo.constant dense<${text}> : ${typeText({ dtype, shape })}`, { dtype, shape });
  }
  /** An operation on values of one type, that gives the same. */
  each(name: string, ...inputs: readonly [Value, ...Value[]]): Value {
    return this.op(`stablehlo.${name} ${inputs.map((x) => x.name).join(', ')}`, inputs, inputs[0]);
  }
  /** A function of the client dialect. */
  client(name: string, x: Value): Value {
    return this.line(`chlo.${name} ${x.name} : ${typeText(x)} -> ${typeText(x)}`, x);
  }
  compare(direction: string, a: Value, b: Value): Value {
    const kind = a.dtype.startsWith('float') ? 'FLOAT' : a.dtype === 'int32' ? 'SIGNED' : 'UNSIGNED';
    return this.op(`stablehlo.compare ${direction}, ${a.name}, ${b.name}, ${kind}`, [a, b], { dtype: 'bool', shape: a.shape });
  }
  select(condition: Value, yes: Value, no: Value): Value {
    return this.op(`stablehlo.select ${condition.name}, ${yes.name}, ${no.name}`, [condition, yes, no], yes);
  }
  convert(x: Value, dtype: DType): Value {
    if (x.dtype === dtype) return x;
    if (dtype === 'bool') return this.compare('NE', x, this.full(0, x));
    return this.op(`stablehlo.convert ${x.name}`, [x], { dtype, shape: x.shape });
  }
  reshape(x: Value, shape: Shape): Value {
    return x.shape.join() === shape.join() ? x : this.op(`stablehlo.reshape ${x.name}`, [x], { dtype: x.dtype, shape });
  }
  /** Stretched as operands of arithmetic are: axes counted from the end. */
  broadcast(x: Value, shape: Shape): Value {
    const lead = shape.length - x.shape.length;
    return x.shape.join() === shape.join()
      ? x
      : this.inAxes(
          x,
          shape,
          x.shape.map((_, axis) => axis + lead),
        );
  }
  /** Stretched, its axes being these. */
  inAxes(x: Value, shape: Shape, axes: readonly number[]): Value {
    return this.op(`stablehlo.broadcast_in_dim ${x.name}, dims = ${axesText(axes)}`, [x], { dtype: x.dtype, shape });
  }
  transpose(x: Value, axes: readonly number[]): Value {
    return this.op(`stablehlo.transpose ${x.name}, dims = ${axesText(axes)}`, [x], {
      dtype: x.dtype,
      shape: axes.map((axis) => x.shape[axis]!),
    });
  }
  reverse(x: Value, axes: readonly number[]): Value {
    return axes.length === 0 ? x : this.op(`stablehlo.reverse ${x.name}, dims = ${axesText(axes)}`, [x], x);
  }
  iota(axis: number, type: Type): Value {
    return this.line(`stablehlo.iota dim = ${axis} : ${typeText(type)}`, type);
  }
  reduce(x: Value, name: string, first: number, axes: readonly number[]): Value {
    const scalar = { dtype: x.dtype, shape: [] };
    const start = this.full(first, scalar);
    const text = `stablehlo.reduce(${x.name} init: ${start.name}) applies stablehlo.${name} across dimensions = ${axesText(axes)}`;
    return this.op(text, [x, scalar], { dtype: x.dtype, shape: x.shape.filter((_, axis) => !axes.includes(axis)) });
  }
  slice(x: Value, starts: readonly number[], ends: readonly number[], steps: readonly number[]): Value {
    const text = x.shape.map((_, axis) => `${starts[axis]!}:${ends[axis]!}:${steps[axis]!}`).join(', ');
    return this.op(`stablehlo.slice ${x.name} [${text}]`, [x], {
      dtype: x.dtype,
      shape: x.shape.map((_, axis) => Math.ceil((ends[axis]! - starts[axis]!) / steps[axis]!)),
    });
  }
  concatenate(parts: readonly Value[], axis: number): Value {
    const [{ dtype, shape }] = parts as [Value];
    const total = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
    return this.op(`stablehlo.concatenate ${parts.map(({ name }) => name).join(', ')}, dim = ${axis}`, parts, {
      dtype,
      shape: shape.with(axis, total),
    });
  }
  /** Values with one shape. */
  together(...values: readonly Value[]): Value[] {
    const shape = broadcastShapes('export', ...values.map((value) => value.shape));
    return values.map((value) => this.broadcast(value, shape));
  }
  /** Elements taken along an axis, the other axes being those of the indices. */
  gatherAlong(x: Value, indices: Value, axis: number): Value {
    const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
    const at = this.reshape(indices, [...indices.shape, 1]);
    const numbers = `collapsed_slice_dims = [${axis}], operand_batching_dims = ${axesText(others)}, start_indices_batching_dims = ${axesText(others)}, start_index_map = [${axis}], index_vector_dim = ${x.shape.length}`;
    const text = `"stablehlo.gather"(${x.name}, ${at.name}) <{dimension_numbers = #stablehlo.gather<${numbers}>, slice_sizes = ${array(x.shape.map(() => 1))}}>`;
    return this.op(text, [x, at], { dtype: x.dtype, shape: indices.shape });
  }
  /** Elements combined along an axis where indices say. */
  scatterAlong(into: Value, indices: Value, updates: Value, axis: number, name: string): Value {
    const others = into.shape.map((_, i) => i).filter((i) => i !== axis);
    const at = this.reshape(indices, [...indices.shape, 1]);
    const numbers = `inserted_window_dims = [${axis}], input_batching_dims = ${axesText(others)}, scatter_indices_batching_dims = ${axesText(others)}, scatter_dims_to_operand_dims = [${axis}], index_vector_dim = ${into.shape.length}`;
    return this.scatter(into, at, updates, numbers, name);
  }
  /** Rows of a table by their indices. */
  gatherRows(x: Value, indices: Value): Value {
    const at = this.reshape(indices, [...indices.shape, 1]);
    const inner = x.shape.slice(1);
    const numbers = `offset_dims = ${axesText(inner.map((_, i) => indices.shape.length + i))}, collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = ${indices.shape.length}`;
    const text = `"stablehlo.gather"(${x.name}, ${at.name}) <{dimension_numbers = #stablehlo.gather<${numbers}>, slice_sizes = ${array([1, ...inner])}}>`;
    return this.op(text, [x, at], { dtype: x.dtype, shape: [...indices.shape, ...inner] });
  }
  /** Rows added up where indices say. */
  scatterRows(into: Value, indices: Value, updates: Value): Value {
    const at = this.reshape(indices, [...indices.shape, 1]);
    const windows = into.shape.slice(1).map((_, i) => indices.shape.length + i);
    const numbers = `update_window_dims = ${axesText(windows)}, inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = ${indices.shape.length}`;
    return this.scatter(into, at, updates, numbers, 'add');
  }
  private scatter(into: Value, indices: Value, updates: Value, numbers: string, name: string): Value {
    const scalar = typeText({ dtype: into.dtype, shape: [] });
    const body = `({ ^bb0(%a: ${scalar}, %b: ${scalar}): %c = stablehlo.${name} %a, %b : ${scalar} stablehlo.return %c : ${scalar} })`;
    const text = `"stablehlo.scatter"(${into.name}, ${indices.name}, ${updates.name}) <{scatter_dimension_numbers = #stablehlo.scatter<${numbers}>}> ${body}`;
    return this.op(text, [into, indices, updates], into);
  }
  /** Windows reduced one after the other; padding does not count. */
  reduceWindow(x: Value, name: string, first: number, window: readonly number[], padding: readonly (readonly number[])[]): Value {
    const scalar = { dtype: x.dtype, shape: [] };
    const [start, type] = [this.full(first, scalar), typeText(scalar)];
    const pads = `dense<[${padding.map(axesText).join(', ')}]> : tensor<${padding.length}x2xi64>`;
    const body = `({ ^bb0(%a: ${type}, %b: ${type}): %c = stablehlo.${name} %a, %b : ${type} stablehlo.return %c : ${type} })`;
    return this.op(
      `"stablehlo.reduce_window"(${x.name}, ${start.name}) <{window_dimensions = ${array(window)}, padding = ${pads}}> ${body}`,
      [x, scalar],
      x,
    );
  }
}
export { array, axesText };
