import {
  broadcastShapes,
  ChainruleError,
  emptyArray,
  Expr,
  fold,
  kernels,
  sameShape,
  variablesOf,
  where,
  type ArrayData,
  type DType,
  type Elementwise,
} from '@chainrule/core';
import type { Operation } from '../operation.js';
import type { Type } from '../type.js';

/** What a formula operation is told: the formula, in which the variable `#0` stands for the first input, `#1` for the second … */
export interface FormulaParameters {
  readonly formula: Expr;
}

/**
 * The variable that stands for an input.
 *
 * @example
 * ```ts
 * import { inputVariable } from '@chainrule/program';
 * inputVariable(2).name; // → '#2'
 * ```
 */
export const inputVariable = (index: number): Expr => (variables[index] ??= Expr.variable(`#${index}`));
const variables: Expr[] = [];

/**
 * Which input a variable stands for.
 *
 * @example
 * ```ts
 * import { inputIndex } from '@chainrule/program';
 * inputIndex('#2'); // → 2
 * ```
 */
export const inputIndex = (name: string): number => Number(name.slice(1));

/**
 * A chain of elementwise functions as one operation: the unit of differentiation and of fusion. Inputs broadcast as in NumPy;
 * numbers in the formula take the element type of what they meet. Every intermediate value is rounded to its element type.
 */
export const formula: Operation<FormulaParameters> = {
  name: 'formula',
  types: (inputs, { formula: expr }) => [
    {
      dtype: formulaType(expr, inputs),
      shape: inputs.length === 1 ? inputs[0]!.shape : broadcastShapes(functionName(expr), ...inputs.map(({ shape }) => shape)),
    },
  ],
  value: (inputs, { formula: expr }, [type]) => [formulaValue(expr, inputs, type!)],
  describe: ({ formula: expr }) => formulaText(expr),
};

/**
 * The table function a formula ends with: the name a person knows the operation by.
 *
 * @example
 * ```ts
 * import { tanh } from '@chainrule/core';
 * import { functionName, inputVariable } from '@chainrule/program';
 * functionName(tanh.of(inputVariable(0))); // → 'tanh'
 * ```
 */
export const functionName = (expr: Expr): string => expr.fn?.name ?? 'formula';

/** The element type that the numbers among an application's arguments take; `undefined` where all are numbers. */
function strongType(fn: Elementwise, types: readonly (DType | undefined)[]): DType | undefined {
  return (fn === where ? types.slice(1) : types).find((type) => type !== undefined);
}

function formulaType(expr: Expr, inputs: readonly Type[]): DType {
  if (expr.kind === 'apply' && expr.args.length > 0 && expr.args.every(({ kind }) => kind === 'variable'))
    return kernels.resultType(
      expr.fn!,
      expr.args.map(({ name }) => inputs[inputIndex(name)]!.dtype),
    );
  const type = fold<DType | undefined>(expr, {
    number: () => undefined,
    variable: (name) => inputs[inputIndex(name)]!.dtype,
    apply: (fn, types) => {
      const strong = strongType(fn, types);
      return (
        strong &&
        kernels.resultType(
          fn,
          types.map((type) => type ?? strong),
        )
      );
    },
  });
  // A result that is one of several numbers has the element type of the inputs it was chosen by; truth values choose, but are no numbers.
  return type ?? inputs.find(({ dtype }) => dtype !== 'bool')?.dtype ?? 'float32';
}

/** A value on the way: an array, or a number that has yet to take an element type. */
type Partial = ArrayData | number;
const isNumber = (value: Partial): value is number => typeof value === 'number';

function formulaValue(expr: Expr, inputs: readonly ArrayData[], type: Type): ArrayData {
  const variable = (name: string): Partial => inputs[inputIndex(name)]!;
  const apply = (fn: Elementwise, args: readonly Partial[]): Partial => {
    if (args.every(isNumber)) return fn.value(...args);
    const strong = strongType(
      fn,
      args.map((arg) => (isNumber(arg) ? undefined : arg.dtype)),
    );
    const take = (arg: Partial, i: number): ArrayData =>
      isNumber(arg) ? scalar(fn === where && i === 0 ? 'bool' : (strong ?? type.dtype), arg) : arg;
    return kernels.mapElements(fn, args.map(take));
  };
  // One application, the common case of eager computation, needs no sweep over a graph.
  const single = expr.kind === 'apply' && expr.args.every(({ kind }) => kind !== 'apply');
  const result = single
    ? apply(
        expr.fn!,
        expr.args.map((arg) => (arg.kind === 'number' ? Number(arg.value) : variable(arg.name))),
      )
    : fold<Partial>(expr, { number: Number, variable, apply });
  return isNumber(result) || !sameShape(result.shape, type.shape) ? stretched(result, type) : result;
}

function scalar(dtype: DType, value: number): ArrayData {
  const made = emptyArray(dtype, []);
  made.data[0] = value;
  return made;
}

/** A result that is smaller than the inputs broadcast to, because the formula does not use them all. */
function stretched(result: Partial, type: Type): ArrayData {
  const source = isNumber(result) ? scalar(type.dtype, result) : result;
  return kernels.mapWith((x) => x, [source], emptyArray(type.dtype, type.shape));
}

const infix: Readonly<Record<string, string>> = {
  add: '+',
  sub: '−',
  mul: '·',
  div: '/',
  pow: '^',
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
  eq: '=',
  ne: '≠',
};

/**
 * The formula as text, for printed programs.
 *
 * @example
 * ```ts
 * import { formulaText, inputVariable } from '@chainrule/program';
 * formulaText(inputVariable(0).plus(1)); // → '(#0 + 1)'
 * ```
 */
export function formulaText(expr: Expr): string {
  return fold<string>(expr, {
    number: (value) => (typeof value === 'number' ? String(value) : value.toString()),
    variable: (name) => name,
    apply: (fn, args) =>
      infix[fn.name] !== undefined
        ? `(${args.join(` ${infix[fn.name]!} `)})`
        : fn.name === 'neg'
          ? `−${args[0]!}`
          : `${fn.name}(${args.join(', ')})`,
  });
}

/**
 * How many inputs a formula reads. Throws `argument` when it names a variable that stands for none.
 *
 * @example
 * ```ts
 * import { inputCount, inputVariable } from '@chainrule/program';
 * inputCount(inputVariable(0).plus(inputVariable(1))); // → 2
 * ```
 */
export function inputCount(expr: Expr): number {
  const names = variablesOf(expr);
  const bad = names.find((name) => !/^#\d+$/.test(name));
  if (bad !== undefined) throw new ChainruleError('argument', `"${bad}" is no input`, { operation: 'formula' });
  return Math.max(0, ...names.map((name) => inputIndex(name) + 1));
}
