import { elementwise, type Elementwise } from '@chainrule/core';

/** MathJSON's standard names of the table's functions; the others keep the table's. https://mathlive.io/math-json */
const standard: Readonly<Record<string, string>> = {
  add: 'Add', sub: 'Subtract', mul: 'Multiply', div: 'Divide', neg: 'Negate', pow: 'Power', log: 'Ln', log2: 'Lb', log10: 'Lg', exp: 'Exp', sqrt: 'Sqrt', nthroot: 'Root',
  lt: 'Less', le: 'LessEqual', gt: 'Greater', ge: 'GreaterEqual', eq: 'Equal', ne: 'NotEqual', and: 'And', or: 'Or', not: 'Not', where: 'If',
  pi: 'Pi', e: 'ExponentialE', sin: 'Sin', cos: 'Cos', tan: 'Tan', sec: 'Sec', csc: 'Csc', cot: 'Cot',
  asin: 'Arcsin', acos: 'Arccos', atan: 'Arctan', asec: 'Arcsec', acsc: 'Arccsc', acot: 'Arccot', atan2: 'Arctan2',
  sinh: 'Sinh', cosh: 'Cosh', tanh: 'Tanh', sech: 'Sech', csch: 'Csch', coth: 'Coth',
  asinh: 'Arsinh', acosh: 'Arcosh', atanh: 'Artanh', asech: 'Arsech', acsch: 'Arcsch', acoth: 'Arcoth',
  abs: 'Abs', sign: 'Sign', floor: 'Floor', ceil: 'Ceil', round: 'Round', max: 'Max', min: 'Min',
  gamma: 'Gamma', loggamma: 'GammaLn', digamma: 'Digamma', erf: 'Erf', erfc: 'Erfc', zeta: 'Zeta',
}; // prettier-ignore

export const mathJsonName = ({ name }: Elementwise): string => (Object.hasOwn(standard, name) ? standard[name]! : name);

/** The table's functions by their names in MathJSON, and by their own. */
export const byMathJsonName = (): Map<string, Elementwise> =>
  new Map(Object.values(elementwise).flatMap((fn: Elementwise) => [[fn.name, fn] as const, [mathJsonName(fn), fn] as const]));
