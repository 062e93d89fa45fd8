// Every operation with every one of its samples, and every elementwise function, as one program with inputs and expected results: what shows
// that each line of an exporter's table is right.
import { clip, elementwise, isChainruleError, kernels, NdArray, type ArrayData, type DType, type Elementwise } from '@chainrule/core';
import type { Named, Recording, RecordedStep } from '@chainrule/export';
import { inputVariable, type Instruction, type Operation, type Program, type Type } from '@chainrule/program';
import { operationNames, type OperationTable } from '../../../packages/export/src/operation-table.js';
import { Draw } from '../../../packages/tensor/src/primitives/laws/sample.js';
import { samples } from '../../../packages/tensor/src/primitives/laws/samples/index.js';
import { primitives } from '../../../packages/tensor/src/primitives/table.js';

/** An operation with its inputs and the reference value. */
export interface Case {
  readonly name: string;
  readonly operation: string;
  readonly parameters: unknown;
  readonly inputs: readonly ArrayData[];
  readonly expected: ArrayData;
}

const operationOf = (name: string): Operation => Object.values(primitives).find((one) => one.name === name) as unknown as Operation;
const typeOf = ({ dtype, shape }: ArrayData): Type => ({ dtype, shape });

function caseOf(name: string, operation: string, parameters: unknown, inputs: readonly ArrayData[]): Case {
  const { types, value } = operationOf(operation);
  const outputs = types(inputs.map(typeOf), parameters);
  return { name, operation, parameters, inputs, expected: value(inputs, parameters, outputs)[0]! };
}

/** All samples of an operation, real numbers in one element type. */
export function casesOf(operation: string, real: 'float32' | 'float64'): Case[] {
  const only = (dtype: DType): DType => (dtype.startsWith('float') ? real : dtype);
  return samples[operation as keyof typeof samples].map(({ parameters, inputs }, i) => {
    const { dtype } = parameters as { dtype?: DType };
    const given = inputs(new Draw(7)).map((x) => kernels.cast(x, only(x.dtype)));
    return caseOf(
      `${operation} ${i}`,
      operation,
      dtype === undefined ? parameters : { ...(parameters as object), dtype: only(dtype) },
      given,
    );
  });
}

/** Places on both sides of kinks and of edges of domains, the arguments after the first in another order. */
const places = [-2.3, -1.2, -0.6, -0.05, 0.05, 0.3, 0.75, 1.4, 3.2, 6.5];
/** Whether what follows x is a bound or a scale, positive and rising. */
const isParameter = (fn: Elementwise): boolean => fn.defaults.length > 0 || fn === clip;
const logical = new Set(['and', 'or', 'not']);

/** Every elementwise function by itself. */
export const functionCases = (): Case[] =>
  Object.values(elementwise)
    .filter(({ arity }) => arity > 0)
    .map((fn) => {
      const inputs = Array.from({ length: fn.arity }, (_, i): ArrayData => {
        const numbers = places.map((_place, at) =>
          i > 0 && isParameter(fn) ? i * 0.5 + at / 100 : places[(at * (1 + 2 * i) + 3 * i) % places.length]!,
        );
        const truth = logical.has(fn.name) || (fn.name === 'where' && i === 0);
        return truth
          ? { dtype: 'bool', shape: [places.length], data: Uint8Array.from(numbers, (x) => Number(x > 0)) }
          : { dtype: 'float64', shape: [places.length], data: Float64Array.from(numbers) };
      });
      const formula = fn.of(...inputs.map((_, i) => inputVariable(i)));
      return caseOf(`function ${fn.name}`, 'formula', { formula }, inputs);
    });

/** The cases as one program, and as the recording of a step that has their inputs for numbers of the host and their results for gradients. */
export function programOf(cases: readonly Case[]): { readonly program: Program; readonly recording: Recording } {
  const zero: ArrayData = { dtype: 'float64', shape: [], data: Float64Array.of(0) };
  const types: Type[] = [typeOf(zero)];
  const inputs: Named[] = [{ name: 'zero', value: zero }];
  const instructions = cases.map(({ name, operation, parameters, inputs: given, expected }): Instruction => {
    const from = given.map((value, i) => {
      inputs.push({ name: `${name} input ${i}`, value });
      return types.push(typeOf(value)) - 1;
    });
    return { operation, parameters, inputs: from, outputs: [types.push(typeOf(expected)) - 1] };
  });
  const outputs = instructions.map(({ outputs: [output] }) => output!);
  const taken = new Set(outputs);
  const program = {
    types,
    inputs: types.flatMap((_, register) => (taken.has(register) ? [] : [register])),
    constants: [],
    instructions,
    outputs: [0, ...outputs],
  };
  const step: RecordedStep = {
    batch: [],
    hyper: inputs,
    loss: [{ name: 'loss', value: zero }],
    gradients: cases.map(({ name, expected }) => ({ name, value: new NdArray(expected) })),
    parameters: [],
    state: [],
  };
  return { program, recording: { parameters: [], state: [], steps: [step], order: ['loss', 'gradients', 'parameters', 'state'] } };
}

/** The operations of a table that are not refused, and all functions. */
export const casesIn = (table: OperationTable<object>, real: 'float32' | 'float64'): Case[] => [
  ...operationNames.filter((name) => !('refused' in table[name])).flatMap((name) => casesOf(name, real)),
  ...functionCases(),
];

/** The cases that an exporter does not refuse; which operations and functions those are, the test of tables says. */
export const written = (cases: readonly Case[], write: (program: Program, recording: Recording) => unknown): Case[] =>
  cases.filter((one) => {
    const { program, recording } = programOf([one]);
    try {
      write(program, recording);
      return true;
    } catch (error) {
      if (isChainruleError(error) && error.code === 'unsupported') return false;
      throw error;
    }
  });
