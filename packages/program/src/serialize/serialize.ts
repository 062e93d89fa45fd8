import { ChainruleError, elementwise, Expr, type ArrayData, type Elementwise } from '@chainrule/core';
import { checkProgram } from '../check-program.js';
import type { Program } from '../program.js';
import { readData, writeData } from './data.js';
import { FormulaWriter, readFormulas, type PlainNode } from './formulas.js';

/** A program as plain JSON data. */
export interface SerializedProgram {
  readonly format: 'chainrule-program';
  readonly version: 1;
  /** The nodes of all formulas, each after its arguments. */
  readonly formulas: readonly PlainNode[];
  /** The program, formulas in it given by their places. */
  readonly program: unknown;
}

/**
 * A program as plain data for `JSON.stringify`: bit for bit, not-a-number, −0, infinities and programs inside of parameters included.
 * Throws `argument` for parameters that are no plain data.
 *
 * @example
 * ```ts
 * import { deserialize, printProgram, serialize, type Program } from '@chainrule/program';
 * const program: Program = { types: [{ dtype: 'float32', shape: [2] }], inputs: [0], constants: [], instructions: [], outputs: [0] };
 * printProgram(deserialize(JSON.parse(JSON.stringify(serialize(program))))) === printProgram(program); // → true
 * ```
 */
export function serialize(program: Program): SerializedProgram {
  const formulas = new FormulaWriter();
  const { types, inputs, constants, instructions, outputs } = program;
  const written = writeData({ types, inputs, constants, instructions, outputs }, formulas);
  return { format: 'chainrule-program', version: 1, formulas: formulas.nodes, program: written };
}

/** What else a program that is read may name. */
export interface DeserializeOptions {
  /** Elementwise functions beyond the table, by name. */
  readonly functions?: Readonly<Record<string, Elementwise>>;
}

/**
 * The program that `serialize` wrote, checked as if it came from a stranger. Throws `argument` for what is none, `unsupported`
 * for one of a newer version, `unknown-name` for a function nobody knows, `limit` for data nested too deep.
 *
 * @example
 * ```ts
 * import { deserialize, serialize } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * deserialize(serialize(trace((x: Tensor) => x.mul(2), tensor([1, 2])))).instructions.length; // → 1
 * ```
 */
export function deserialize(data: unknown, options: DeserializeOptions = {}): Program {
  const { format, version, formulas, program } = (typeof data === 'object' && data !== null ? data : {}) as Partial<
    Record<keyof SerializedProgram, unknown>
  >;
  if (format !== 'chainrule-program') throw new ChainruleError('argument', 'this is no serialized program', { operation: 'deserialize' });
  if (version !== 1)
    throw new ChainruleError('unsupported', `the program is of version ${JSON.stringify(version)}, this package knows version 1`, {
      operation: 'deserialize',
      hint: 'update chainrule',
    });
  const found = readData(program, readFormulas(formulas, { ...elementwise, ...options.functions }));
  return checked(found);
}

/** A program, and the programs inside of its parameters, each checked. */
function checked(value: unknown): Program {
  if (!isProgram(value))
    throw new ChainruleError('argument', 'a part of the program is missing or not of the right kind', { operation: 'deserialize' });
  checkProgram(value);
  for (const { parameters } of value.instructions) checkInside(parameters);
  return value;
}

function checkInside(parameters: unknown): void {
  if (!isRecord(parameters) || ArrayBuffer.isView(parameters) || parameters instanceof Expr) return;
  if ('instructions' in parameters && 'types' in parameters) checked(parameters);
  else for (const item of Object.values(parameters)) checkInside(item);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isList = (value: unknown, isItem: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(isItem);
const isNumbers = (value: unknown): boolean => isList(value, (item) => typeof item === 'number');
const isType = (value: unknown): boolean => isRecord(value) && typeof value['dtype'] === 'string' && isNumbers(value['shape']);
const isConstant = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value['register'] === 'number' &&
  isType(value['value']) &&
  ArrayBuffer.isView((value['value'] as ArrayData).data);
const isInstruction = (value: unknown): boolean =>
  isRecord(value) && typeof value['operation'] === 'string' && isNumbers(value['inputs']) && isNumbers(value['outputs']);
const isProgram = (value: unknown): value is Program =>
  isRecord(value) &&
  isList(value['types'], isType) &&
  isNumbers(value['inputs']) &&
  isList(value['constants'], isConstant) &&
  isList(value['instructions'], isInstruction) &&
  isNumbers(value['outputs']);
