import {
  abs,
  add,
  broadcastShapes,
  div,
  emptyArray,
  exp,
  Expr,
  kernels,
  lt,
  max,
  mul,
  neg,
  pow,
  relu,
  sin,
  sizeOf,
  sub,
  tanh,
  where,
  type ArrayData,
  type DType,
  type Shape,
} from '@chainrule/core';
import fc from 'fast-check';
import { formula, inputVariable } from '../operations/formula.js';
import type { Operation, Operations } from '../operation.js';
import type { Instruction, Program } from '../program.js';
import type { Type } from '../type.js';

/** The sum of all elements, and the largest: an operation with parameters of its own and two results. */
const statistics: Operation<{ readonly axes: readonly number[] }> = {
  name: 'statistics',
  types: ([input]) => [
    { dtype: input!.dtype, shape: [] },
    { dtype: input!.dtype, shape: [] },
  ],
  value: ([input], { axes }) => [
    kernels.reduce('sum', kernels.pairwiseSum, input!, axes, false),
    kernels.reduce('max', kernels.largest, input!, axes, false),
  ],
};
const barrier: Operation = { name: 'barrier', types: ([input]) => [input!], value: ([input]) => [input!] };

export const operations: Operations = new Map<string, Operation>(
  [formula, statistics, barrier].map((operation) => [operation.name, operation as Operation]),
);

const shapes: readonly Shape[] = [[], [3], [2, 3], [2, 1]];
const special = [0, -0, 1, -1, 2, 0.5, Infinity, -Infinity, NaN, 1e-310, 3.7];
const number = fc.oneof(fc.constantFrom(...special), fc.double({ min: -3, max: 3, noNaN: true }));

/** A formula in inputs of one element type; every input is read. */
function formulaOf(count: number): fc.Arbitrary<Expr> {
  const leaf = fc.oneof(
    fc.nat(count - 1).map(inputVariable),
    fc.constantFrom(...special).map((value) => Expr.number(value)),
  );
  const { tree } = fc.letrec<{ tree: Expr }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      leaf,
      fc.tuple(fc.constantFrom(sin, tanh, exp, neg, relu, abs), tie('tree')).map(([fn, a]) => fn.of(a)),
      fc.tuple(fc.constantFrom(add, sub, mul, div, max, pow), tie('tree'), tie('tree')).map(([fn, a, b]) => fn.of(a, b)),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => where.of(lt.of(a, 0), b, c)),
    ),
  }));
  return tree.map((expr) => {
    // Every input joins in at the end, so that the formula has the shape they broadcast to.
    let all = expr;
    for (let i = 0; i < count; i++) all = all.plus(inputVariable(i));
    return all;
  });
}

/** Programs of formulas, reductions and barriers over one float type, some of it dead, some of it twice. */
export const randomProgram: fc.Arbitrary<Program> = fc
  .record({
    dtype: fc.constantFrom<DType>('float32', 'float64'),
    inputs: fc.array(fc.constantFrom(...shapes), { minLength: 1, maxLength: 3 }),
    constants: fc.array(fc.constantFrom(...shapes), { maxLength: 2 }),
    steps: fc.array(
      fc.record({
        kind: fc.constantFrom('formula', 'formula', 'formula', 'formula', 'statistics', 'barrier', 'again'),
        picks: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        formulas: fc.tuple(formulaOf(1), formulaOf(2), formulaOf(3)),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    outputs: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    numbers: fc.array(number, { minLength: 12, maxLength: 12 }),
  })
  .map(({ dtype, inputs, constants, steps, outputs, numbers }) => {
    const types: Type[] = [...inputs, ...constants].map((shape) => ({ dtype, shape }));
    const instructions: Instruction[] = [];
    for (const { kind, picks, formulas } of steps) {
      const from = picks.map((pick) => pick % types.length);
      const again = kind === 'again' ? instructions[picks[0]! % Math.max(1, instructions.length)] : undefined;
      const made =
        again ??
        (kind === 'statistics' || kind === 'barrier' ? { operation: kind, inputs: [from[0]!] } : { operation: formula.name, inputs: from });
      const parameters: unknown =
        again?.parameters ??
        (kind === 'statistics'
          ? { axes: types[from[0]!]!.shape.map((_, axis) => axis) }
          : kind === 'barrier'
            ? {}
            : { formula: formulas[from.length - 1] });
      if (made.operation === formula.name && !fits(made.inputs.map((register) => types[register]!.shape))) continue;
      const results = operations.get(made.operation)!.types(
        made.inputs.map((register) => types[register]!),
        parameters,
      );
      instructions.push({ operation: made.operation, inputs: made.inputs, outputs: results.map((_, i) => types.length + i), parameters });
      types.push(...results);
    }
    return {
      types,
      inputs: inputs.map((_, i) => i),
      constants: constants.map((shape, i) => ({ register: inputs.length + i, value: filled({ dtype, shape }, numbers) })),
      instructions,
      outputs: outputs.map((pick) => pick % types.length),
    };
  });

function fits(all: readonly Shape[]): boolean {
  try {
    broadcastShapes('formula', ...all);
    return true;
  } catch {
    return false;
  }
}

const filled = ({ dtype, shape }: Type, numbers: readonly number[]): ArrayData => {
  const array = emptyArray(dtype, shape);
  for (let i = 0; i < sizeOf(shape); i++) array.data[i] = numbers[i % numbers.length]!;
  return array;
};

/** Inputs for a program. */
export const inputsOf = (program: Program, numbers: readonly number[]): ArrayData[] =>
  program.inputs.map((register, i) => filled(program.types[register]!, numbers.slice(i)));

/** Numbers to fill inputs with, special ones among them. */
export const fillings: fc.Arbitrary<number[]> = fc.array(number, { minLength: 8, maxLength: 8 });
