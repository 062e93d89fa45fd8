import { isFloat } from '@chainrule/core';
import type { Application, Perhaps, Primitive } from '../graph/primitive.js';
import { boundary, closeOver, inline, inputTypes, outputTypes, traceSubprogram } from '../graph/subprogram.js';
import { apply, placeholder, type Tensor } from '../tensor.js';
import { pullback } from '../transform/pullback.js';
import { pushforward } from '../transform/pushforward.js';
import type { Loop } from './scan.js';

/**
 * The tangents of a loop, as a loop that is linear in the tangents. The loop is split in two: the loop itself once more, which
 * also stacks what the tangents' coefficients need of every round, and the loop of the tangents, which reads these.
 */
export function linearized(
  primitive: Primitive<Loop>,
  tangents: readonly Perhaps[],
  { inputs, parameters: loop, outputs }: Application<Loop>,
): Perhaps[] {
  const { body, carries, sequences } = loop;
  const moving = movingInputs(loop, tangents);
  const primals = inputTypes(body).map(placeholder);
  const directions = moving.map((i) => placeholder(inputTypes(body)[i]!));
  const results = inline(body, primals);
  const moved = pushforward(
    results,
    moving.map((i) => primals[i]!),
    directions,
  );
  const movingCarries = moving.filter((i) => i < carries);
  const movingSlices = moving.filter((i) => i >= carries && i < carries + sequences);
  // A carry that moves must move in every round; a stacked result only where it does.
  const movingResults = results.map((_, k) => k).filter((k) => (k < carries ? movingCarries.includes(k) : moved[k] !== undefined));
  const linearOutputs = movingResults.map((k) => moved[k] ?? results[k]!.fill(0));

  // What the tangents are multiplied by: inputs of the loop as they are, and values of every round, which have to be saved.
  const coefficients = boundary(directions, linearOutputs).filter(({ node }) => node.abstract);
  const inputOf = (x: Tensor): number => primals.findIndex(({ node }) => node === x.node);
  const fixedConstants = coefficients.filter((x) => inputOf(x) >= carries + sequences);
  const fixedSlices = coefficients.filter((x) => inputOf(x) >= carries && inputOf(x) < carries + sequences);
  const residuals = coefficients.filter((x) => inputOf(x) < carries);
  const saving = closeOver(primals, [...results, ...residuals]);
  const saved = apply(primitive, [...inputs, ...saving.captured], { ...loop, body: saving.body, linear: [] });
  becomes(outputs, saved.slice(0, outputs.length));

  const tangentOf = (i: number): Tensor => tangents[i] ?? inputs[i]!.constant(0, inputs[i]!.shape);
  const directionOf = (i: number): Tensor => directions[moving.indexOf(i)]!;
  const movingConstants = moving.filter((i) => i >= carries + sequences);
  const first = [...movingCarries, ...movingSlices];
  const linear = closeOver(
    [...first.map(directionOf), ...fixedSlices, ...residuals, ...movingConstants.map(directionOf), ...fixedConstants],
    linearOutputs,
  );
  const constantsAt = first.length + fixedSlices.length + residuals.length;
  const tangentsOut = apply(
    primitive,
    [
      ...first.map(tangentOf),
      ...fixedSlices.map((x) => inputs[inputOf(x)]!),
      ...saved.slice(outputs.length),
      ...movingConstants.map(tangentOf),
      ...fixedConstants.map((x) => inputs[inputOf(x)]!),
      ...linear.captured,
    ],
    {
      ...loop,
      body: linear.body,
      carries: movingCarries.length,
      sequences: constantsAt - movingCarries.length,
      linear: [...range(0, first.length), ...range(constantsAt, constantsAt + movingConstants.length)],
    },
  );
  return outputs.map((_, k) => tangentsOut[movingResults.indexOf(k)]);
}

/** The inputs with a tangent: those given, and the carries that come to have one. */
function movingInputs({ body, carries }: Loop, tangents: readonly Perhaps[]): number[] {
  const types = inputTypes(body);
  const moving = new Set(tangents.flatMap((tangent, i) => (tangent ? [i] : [])));
  for (;;) {
    const primals = types.map(placeholder);
    const list = [...moving];
    const moved = pushforward(
      inline(body, primals),
      list.map((i) => primals[i]!),
      list.map((i) => placeholder(types[i]!)),
    );
    const joined = Array.from({ length: carries }, (_, k) => k).filter(
      (k) => moved[k] !== undefined && isFloat(types[k]!.dtype) && !moving.has(k),
    );
    if (joined.length === 0) return [...moving].sort((a, b) => a - b);
    for (const k of joined) moving.add(k);
  }
}

/** A loop that has not run yet need not run: its results are those of the loop that saves what the derivative needs. */
function becomes(outputs: readonly Tensor[], same: readonly Tensor[]): void {
  const { node } = outputs[0]!;
  if (node.values !== undefined) return;
  node.primitive = forward(outputs.length) as Primitive;
  node.inputs = same;
  node.parameters = {};
}

const forward = (count: number): Primitive<object> => ({
  name: 'alias',
  linearity: 'joint',
  forwards: Array.from({ length: count }, (_, i) => i),
  types: (inputs) => inputs,
  value: (inputs) => inputs,
  transpose: (input, cotangents) => cotangents[input],
  batch: (inputs, axes) => ({ outputs: inputs, axes }),
});

/** The cotangents of all linear inputs of a linear loop: the transposed body, run the other way round. */
export function transposedScan(
  primitive: Primitive<Loop>,
  cotangents: readonly Perhaps[],
  { inputs, parameters: loop, outputs }: Application<Loop>,
): readonly Perhaps[] {
  const known = answers.get(cotangents);
  if (known) return known;
  const { body, carries, sequences, linear } = loop;
  const types = inputTypes(body);
  const isLinear = types.map((_, i) => linear.includes(i));
  const linearCarries = range(0, carries).filter((i) => isLinear[i]);
  const linearSlices = range(carries, carries + sequences).filter((i) => isLinear[i]);
  const linearConstants = range(carries + sequences, types.length).filter((i) => isLinear[i]);
  const fixedSlices = range(carries, carries + sequences).filter((i) => !isLinear[i]);
  const fixedConstants = range(carries + sequences, types.length).filter((i) => !isLinear[i]);
  const stackedResults = range(carries, outputs.length).filter((k) => cotangents[k] !== undefined);

  // Carried backwards: cotangents of the carries, and sums for the constants. Sliced: cotangents of the stacked results, and what is fixed.
  const pick = (list: readonly number[]) => list.map((i) => types[i]!);
  const resultTypes = outputTypes(body);
  const argumentTypes = [
    ...pick(linearCarries),
    ...pick(linearConstants),
    ...stackedResults.map((k) => resultTypes[k]!),
    ...pick(fixedSlices),
    ...pick(fixedConstants),
  ];
  const back = traceSubprogram((...args) => {
    const [carryCotangents, sums, seeds, slices, constants] = cut(args, [
      linearCarries.length,
      linearConstants.length,
      stackedResults.length,
      fixedSlices.length,
      fixedConstants.length,
    ]);
    const variables = types.map((type, i) =>
      isLinear[i] ? placeholder(type) : fixedSlices.includes(i) ? slices![fixedSlices.indexOf(i)]! : constants![fixedConstants.indexOf(i)]!,
    );
    const results = inline(body, variables);
    const given = results.map((_, k): Perhaps =>
      k < carries ? carryCotangents![linearCarries.indexOf(k)] : seeds![stackedResults.indexOf(k)],
    );
    const targets = [...linearCarries, ...linearConstants, ...linearSlices];
    const pulled = pullback(
      results,
      given,
      targets.map((i) => variables[i]!),
    ).map((cotangent, t) => cotangent ?? constantLike(types[targets[t]!]!, args));
    const [toCarries, toConstants, toSlices] = cut(pulled, [linearCarries.length, linearConstants.length, linearSlices.length]);
    return [...toCarries!, ...toConstants!.map((cotangent, t) => sums![t]!.add(cotangent)), ...toSlices!];
  }, argumentTypes);

  const zero = (x: Tensor): Tensor => x.constant(0, x.shape);
  const results = apply(
    primitive,
    [
      ...linearCarries.map((i) => cotangents[i] ?? zero(outputs[i]!)),
      ...linearConstants.map((i) => zero(inputs[i]!)),
      ...stackedResults.map((k) => cotangents[k]!),
      ...fixedSlices.map((i) => inputs[i]!),
      ...fixedConstants.map((i) => inputs[i]!),
      ...back.captured,
    ],
    {
      body: back.body,
      carries: linearCarries.length + linearConstants.length,
      sequences: stackedResults.length + fixedSlices.length,
      length: loop.length,
      reverse: !loop.reverse,
      linear: range(0, linearCarries.length + linearConstants.length + stackedResults.length),
    },
  );
  const targets = [...linearCarries, ...linearConstants, ...linearSlices];
  const answer = inputs.map((_, i): Perhaps => results[targets.indexOf(i)]);
  answers.set(cotangents, answer);
  return answer;
}
const answers = /* @__PURE__ */ new WeakMap<readonly Perhaps[], readonly Perhaps[]>();

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const constantLike = ({ dtype, shape }: { dtype: string; shape: readonly number[] }, among: readonly Tensor[]): Tensor => {
  const like = among.find((x) => x.dtype === dtype)!;
  return like.constant(0, shape);
};

/** A list cut into pieces of the given lengths. */
function cut<T>(list: readonly T[], lengths: readonly number[]): T[][] {
  let at = 0;
  return lengths.map((length) => list.slice(at, (at += length)));
}
