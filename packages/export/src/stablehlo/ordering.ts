import { reducedShape, type DType } from '@chainrule/core';
import type { Type } from '@chainrule/program';
import { array, axesText, typeText } from './hlo.js';
import { parametersOf, type Pooling, type Reduction } from '../instruction.js';
import { bound, countable, type Emitter } from './writing.js';

/** Where along the reduced axes the first element is that equals a given one. */
export const firstEqual: Emitter = (writing) => {
  const { hlo, inputs } = writing;
  const { axes } = parametersOf<Reduction>(writing);
  const [x, y] = [inputs[0]!, hlo.broadcast(inputs[1]!, inputs[0]!.shape)];
  const hit = hlo.each('or', hlo.compare('EQ', x, y), hlo.compare('NE', x, x));
  const type: Type = { dtype: 'int32', shape: x.shape };
  let place = hlo.full(0, type);
  for (const axis of axes) place = hlo.each('add', hlo.each('multiply', place, hlo.full(x.shape[axis]!, type)), hlo.iota(axis, type));
  const candidates = hlo.select(hit, place, hlo.full(2 ** 31 - 1, type));
  const first = hlo.reshape(hlo.reduce(candidates, 'minimum', 2 ** 31 - 1, axes), reducedShape(x.shape, axes, true));
  return hlo.convert(hlo.each('and', hit, hlo.compare('EQ', place, hlo.broadcast(first, x.shape))), x.dtype);
};

/** The body of a reduction of values with their places: the better value, not-a-number best of all; of equal ones the first. */
function better(dtype: DType, which: 'max' | 'min'): string {
  const [value, place] = [typeText({ dtype, shape: [] }), 'tensor<i32>'];
  const kind = dtype.startsWith('float') ? 'FLOAT' : dtype === 'int32' ? 'SIGNED' : 'UNSIGNED';
  const compare = (direction: string, a: string, b: string, of = value, how = kind): string =>
    `stablehlo.compare ${direction}, ${a}, ${b}, ${how} : (${of}, ${of}) -> tensor<i1>`;
  return `({ ^bb0(%a: ${value}, %i: ${place}, %b: ${value}, %j: ${place}):
      %beats = ${compare(which === 'max' ? 'GT' : 'LT', '%a', '%b')}
      %odd = ${compare('NE', '%a', '%a')}
      %wins = stablehlo.or %beats, %odd : tensor<i1>
      %ties = ${compare('EQ', '%a', '%b')}
      %before = ${compare('LT', '%i', '%j', place, 'SIGNED')}
      %first = stablehlo.and %ties, %before : tensor<i1>
      %taken = stablehlo.or %wins, %first : tensor<i1>
      %value = stablehlo.select %taken, %a, %b : tensor<i1>, ${value}
      %place = stablehlo.select %taken, %i, %j : tensor<i1>, ${place}
      stablehlo.return %value, %place : ${value}, ${place}
    })`;
}

export const argExtreme: Emitter = (writing) => {
  const { hlo, output } = writing;
  const { which, axis } = parametersOf<{ which: 'max' | 'min'; axis: number }>(writing);
  const x = countable(writing);
  const places = hlo.iota(axis, { dtype: 'int32', shape: x.shape });
  const starts = [hlo.full(bound(x.dtype, which), { dtype: x.dtype, shape: [] }), hlo.full(2 ** 31 - 1, { dtype: 'int32', shape: [] })];
  const types = [x, places, ...starts].map(typeText).join(', ');
  const results = `(${typeText({ dtype: x.dtype, shape: output.shape })}, ${typeText(output)})`;
  const names = [x, places, ...starts].map(({ name }) => name).join(', ');
  return hlo.second(
    `"stablehlo.reduce"(${names}) <{dimensions = ${array([axis])}}> ${better(x.dtype, which)} : (${types}) -> ${results}`,
    output,
  );
};

export const windowArgmax: Emitter = (writing) => {
  const {
    hlo,
    inputs: [x],
    output,
  } = writing;
  const { window, strides, padding, dilation } = parametersOf<Pooling>(writing);
  const lead = x!.shape.length - window.length;
  const type: Type = { dtype: 'int32', shape: x!.shape };
  let places = hlo.full(0, type);
  for (let axis = lead; axis < x!.shape.length; axis++)
    places = hlo.each('add', hlo.each('multiply', places, hlo.full(x!.shape[axis]!, type)), hlo.iota(axis, type));
  const starts = [hlo.full(bound(x!.dtype, 'max'), { dtype: x!.dtype, shape: [] }), hlo.full(2 ** 31 - 1, { dtype: 'int32', shape: [] })];
  const all = (numbers: readonly number[]): string => array([...Array<number>(lead).fill(1), ...numbers]);
  const pads = [...Array.from({ length: lead }, () => [0, 0]), ...padding];
  const attributes = `window_dimensions = ${all(window)}, window_strides = ${all(strides)}, window_dilations = ${all(dilation)}, padding = dense<[${pads.map(axesText).join(', ')}]> : tensor<${pads.length}x2xi64>`;
  const types = [x!, places, ...starts].map(typeText).join(', ');
  const results = `(${typeText({ dtype: x!.dtype, shape: output.shape })}, ${typeText(output)})`;
  const names = [x!, places, ...starts].map(({ name }) => name).join(', ');
  return hlo.second(`"stablehlo.reduce_window"(${names}) <{${attributes}}> ${better(x!.dtype, 'max')} : (${types}) -> ${results}`, output);
};

export const argsort: Emitter = (writing) => {
  const { hlo, output } = writing;
  const { axis, descending } = parametersOf<{ axis: number; descending: boolean }>(writing);
  const x = countable(writing);
  const places = hlo.iota(axis, output);
  const [value, kind] = [typeText({ dtype: x.dtype, shape: [] }), x.dtype.startsWith('float') ? 'FLOAT' : 'SIGNED'];
  const compare = (direction: string, a: string, b: string): string =>
    `stablehlo.compare ${direction}, ${a}, ${b}, ${kind} : (${value}, ${value}) -> tensor<i1>`;
  const body = `({ ^bb0(%a: ${value}, %b: ${value}, %i: tensor<i32>, %j: tensor<i32>):
      %less = ${compare(descending ? 'GT' : 'LT', '%a', '%b')}
      %real = ${compare('EQ', '%a', '%a')}
      %odd = ${compare('NE', '%b', '%b')}
      %last = stablehlo.and %real, %odd : tensor<i1>
      %before = stablehlo.or %less, %last : tensor<i1>
      stablehlo.return %before : tensor<i1>
    })`;
  const types = `${typeText(x)}, ${typeText(output)}`;
  return hlo.second(
    `"stablehlo.sort"(${x.name}, ${places.name}) <{dimension = ${axis} : i64, is_stable = true}> ${body} : (${types}) -> (${types})`,
    output,
  );
};
