import { defineElementwise, type Elementwise } from '../expression/expr.js';

/** Truth is 1, falsehood 0; anything but 0 counts as true. */
const truth = (value: boolean): number => (value ? 1 : 0);

/** 1 where neither a nor b is 0, else 0; derivatives 0. */
export const and: Elementwise = defineElementwise('and', {
  value: (a, b) => truth(a !== 0 && b !== 0),
  derivative: [() => 0, () => 0],
  condition: true,
  rule: 'conjunction',
  latex: (a, b) => `${a} \\land ${b}`,
});
/** 1 where a or b is not 0, else 0; derivatives 0. */
export const or: Elementwise = defineElementwise('or', {
  value: (a, b) => truth(a !== 0 || b !== 0),
  derivative: [() => 0, () => 0],
  condition: true,
  rule: 'disjunction',
  latex: (a, b) => `${a} \\lor ${b}`,
});
/** 1 where x is 0, else 0; derivative 0. */
export const not: Elementwise = defineElementwise('not', {
  value: (x) => truth(x === 0),
  derivative: () => 0,
  jumps: [0],
  condition: true,
  rule: 'negation of a condition',
  latex: (x) => `\\lnot ${x}`,
});
