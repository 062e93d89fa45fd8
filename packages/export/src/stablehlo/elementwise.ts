import type { Call, ElementwiseTarget } from '../formula/lower-formula.js';
import type { Hlo, Value } from './hlo.js';

const names: Readonly<Record<string, string>> = {
  abs: 'abs',
  add: 'add',
  atan2: 'atan2',
  cbrt: 'cbrt',
  ceil: 'ceil',
  cos: 'cosine',
  div: 'divide',
  exp: 'exponential',
  expm1: 'exponential_minus_one',
  floor: 'floor',
  log: 'log',
  log1p: 'log_plus_one',
  max: 'maximum',
  min: 'minimum',
  mul: 'multiply',
  neg: 'negate',
  pow: 'power',
  round: 'round_nearest_even',
  sigmoid: 'logistic',
  sign: 'sign',
  sin: 'sine',
  sqrt: 'sqrt',
  sub: 'subtract',
  tan: 'tan',
  tanh: 'tanh',
  and: 'and',
  or: 'or',
  not: 'not',
};
/** Functions of the client dialect, which XLA writes out by approximations of its own. */
// prettier-ignore
const clientNames = [
  'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cosh', 'digamma', 'erf', 'erfc', 'sinh',
] as const;
const comparisons: Readonly<Record<string, string>> = { lt: 'LT', le: 'LE', gt: 'GT', ge: 'GE', eq: 'EQ', ne: 'NE' };

/** The elementwise functions of StableHLO on values of one shape; the others are written by their definitions. */
export function hloFormulas(hlo: Hlo, shape: readonly number[]): ElementwiseTarget<Value> {
  const functions: Record<string, Call<Value>> = {
    where: ([condition, yes, no]) => hlo.select(condition!, yes!, no!),
    relu: ([x]) => hlo.each('maximum', x!, hlo.full(0, x!)),
  };
  for (const [fn, name] of Object.entries(names)) functions[fn] = (args) => hlo.each(name, ...(args as [Value]));
  for (const fn of clientNames) functions[fn] = ([x]) => hlo.client(fn, x!);
  functions['loggamma'] = ([x]) => hlo.client('lgamma', x!);
  for (const [fn, direction] of Object.entries(comparisons)) functions[fn] = ([a, b]) => hlo.compare(direction, a!, b!);
  return { name: 'StableHLO', functions, number: (value, dtype) => hlo.full(value, { dtype, shape }) };
}
