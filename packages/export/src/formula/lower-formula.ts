import { fold, instantiate, kernels, ne, where, type DType, type Elementwise, type Meaning } from '@chainrule/core';
import { inputIndex, type FormulaParameters, type Instruction, type Program } from '@chainrule/program';
import { refuse } from '../refusal.js';
import { definitionOf } from './definitions.js';

/** An elementwise function on a target: its operands are written already. */
export type Call<T> = (operands: readonly T[], dtype: DType, operandType: DType) => T;

/** The elementwise functions of a target. What is not among them is written by its definition in the table of functions, or refused. */
export interface ElementwiseTarget<T> {
  readonly name: string;
  readonly functions: Readonly<Record<string, Call<T> | undefined>>;
  number(value: number, dtype: DType): T;
}

/** A value on the way: written, with its element type; or a number that has yet to take one. */
type Quantity<T> = { readonly value: T; readonly dtype: DType } | number;

/**
 * A formula on a target, by folding it. Numbers take the element type of what they meet, as in the reference value; what chooses between
 * two numbers has the element type of the result.
 */
export function lowerFormula<T>(target: ElementwiseTarget<T>, instruction: Instruction, program: Program, inputs: readonly T[]): T {
  const { formula } = instruction.parameters as FormulaParameters;
  const result = program.types[instruction.outputs[0]!]!.dtype;
  const typeOfInput = (index: number): DType => program.types[instruction.inputs[index]!]!.dtype;
  const written = (quantity: Quantity<T>, dtype: DType): T =>
    typeof quantity === 'number' ? target.number(quantity, dtype) : quantity.value;
  /** What a choice hangs on: of numbers, whether they are not 0. */
  const truth = (quantity: Quantity<T>): T => {
    if (typeof quantity === 'number' || quantity.dtype === 'bool') return written(quantity, 'bool');
    return target.functions[ne.name]!([quantity.value, target.number(0, quantity.dtype)], 'bool', quantity.dtype);
  };
  const meaning: Meaning<Quantity<T>> = {
    number: Number,
    variable: (name) => ({ value: inputs[inputIndex(name)]!, dtype: typeOfInput(inputIndex(name)) }),
    apply: (fn, args) => {
      if (args.every((arg) => typeof arg === 'number')) return fn.value(...args);
      const operands = fn === where ? args.slice(1) : args;
      const strong = operands.find((arg) => typeof arg !== 'number');
      const operandType = strong === undefined ? result : (strong as { dtype: DType }).dtype;
      const call = target.functions[fn.name];
      if (call === undefined) return defined(fn, args);
      const dtype = kernels.resultType(fn, fn === where ? ['bool', operandType] : [operandType]);
      const values = args.map((arg, i) => (fn === where && i === 0 ? truth(arg) : written(arg, operandType)));
      return { value: call(values, dtype, operandType), dtype };
    },
  };
  const defined = (fn: Elementwise, args: readonly Quantity<T>[]): Quantity<T> => {
    const definition = definitionOf(fn);
    if (definition === undefined) return refuse(target.name, instruction, `it has no function ${fn.name}`);
    return instantiate(definition, fn, meaning, args, NaN);
  };
  return written(fold(formula, meaning), result);
}
