import type { DType } from '@chainrule/core';
import type { Call, ElementwiseTarget } from '../formula/lower-formula.js';
import { atom, compound, numberText, operand, type Code } from './code.js';

export const torchTypes: Readonly<Record<DType, string>> = {
  float32: 'torch.float32',
  float64: 'torch.float64',
  int32: 'torch.int32',
  // PyTorch has next to no arithmetic of unsigned words: they are held in wider integers.
  uint32: 'torch.int64',
  bool: 'torch.bool',
};

const infix =
  (sign: string): Call<Code> =>
  ([a, b]) =>
    compound(`${operand(a!)} ${sign} ${operand(b!)}`);
const call =
  (name: string): Call<Code> =>
  (args) =>
    atom(`${name}(${args.map(({ text }) => text).join(', ')})`);

const isNumber = ({ text }: Code): boolean => /^-?(\d[\d.e+-]*|math\.(inf|nan))$/.test(text);
/** A function of tensors alone, of which one operand may be a number. */
const bounded =
  (name: string, bound: 'min' | 'max'): Call<Code> =>
  ([a, b]) => {
    const [number, tensor] = isNumber(a!) ? [a!, b!] : [b!, a!];
    return isNumber(number) ? atom(`${operand(tensor)}.clamp(${bound}=${number.text})`) : atom(`${name}(${a!.text}, ${b!.text})`);
  };
const truth = (code: Code): string => operand(code);

/** The elementwise functions that PyTorch has; the others are written by their definitions. */
const functions: Readonly<Record<string, Call<Code> | undefined>> = /* @__PURE__ */ (() => ({
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  neg: ([x]) => compound(`-${operand(x!)}`),
  pow: ([a, b]) => compound(isNumber(a!) ? `torch.pow(${a!.text}, ${b!.text})` : `${operand(a!)} ** ${operand(b!)}`),
  lt: infix('<'),
  le: infix('<='),
  gt: infix('>'),
  ge: infix('>='),
  eq: infix('=='),
  ne: infix('!='),
  where: ([condition, yes, no], dtype) => {
    if (!isNumber(yes!) || !isNumber(no!)) return atom(`torch.where(${condition!.text}, ${yes!.text}, ${no!.text})`);
    // Two numbers have no element type of their own.
    if (yes!.text === '1' && no!.text === '0') return atom(`${operand(condition!)}.to(${torchTypes[dtype]})`);
    return atom(
      `torch.where(${condition!.text}, ${operand(condition!)}.new_full((), ${yes!.text}, dtype=${torchTypes[dtype]}), ${no!.text})`,
    );
  },
  and: ([a, b]) => compound(`${truth(a!)} & ${truth(b!)}`),
  or: ([a, b]) => compound(`${truth(a!)} | ${truth(b!)}`),
  not: ([x]) => compound(`~${truth(x!)}`),
  max: bounded('torch.maximum', 'min'),
  min: bounded('torch.minimum', 'max'),
  relu: call('torch.relu'),
  logaddexp: call('torch.logaddexp'),
  hypot: call('torch.hypot'),
  atan2: call('torch.atan2'),
  normcdf: call('torch.special.ndtr'),
  loggamma: call('torch.lgamma'),
  ...Object.fromEntries(
    // prettier-ignore
    ['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'sqrt', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh',
      'acosh', 'atanh', 'abs', 'sign', 'floor', 'ceil', 'round', 'sigmoid', 'erf', 'erfc', 'digamma',
    ].map((name) => [name, call(`torch.${name}`)]),
  ),
}))();

export const torchFormulas: ElementwiseTarget<Code> = {
  name: 'PyTorch',
  functions,
  number(value, dtype) {
    if (dtype === 'bool') return atom(value === 0 ? 'False' : 'True');
    return value < 0 || Object.is(value, -0) ? compound(numberText(value)) : atom(numberText(value));
  },
};
