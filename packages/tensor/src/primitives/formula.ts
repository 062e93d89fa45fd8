import { add, Expr, substitute, type Elementwise } from '@chainrule/core';
import { formula as operation, inputVariable, withoutNoise, type FormulaParameters } from '@chainrule/program';
import { withRules, type Primitive } from '../graph/primitive.js';
import type { Tensor } from '../tensor.js';
import { alignBatch } from './batch.js';
import { compact, scaledBySlope, type Rule } from './formula-rules.js';
import { sumTo } from './sum.js';

/**
 * A chain of elementwise functions as one operation, differentiated by differentiating its formula: gelu′ makes no
 * temporaries. Linear at a point: the transpose multiplies by the slope at the inputs.
 */
export const formula: Primitive<FormulaParameters> = withRules<FormulaParameters>(operation, {
  linearity: 'point',
  jvp: (tangents, { inputs, parameters: { formula: expr }, outputs }) => {
    const slots: Tensor[] = [...inputs, outputs[0]!];
    const terms = tangents.flatMap((tangent, i) => {
      const rule = tangent && scaledBySlope(expr, inputs.length, i);
      if (rule === undefined) return [];
      const at = slots.push(tangent!) - 1;
      const place = (slot: number): Expr => inputVariable(slot === inputs.length + 1 ? at : slot);
      return [substitute(rule.formula, Object.fromEntries(rule.slots.map((slot, k) => [`#${k}`, place(slot)])))];
    });
    if (terms.length === 0) return [undefined];
    return [bindRule(compact(withoutNoise(terms.reduce((sum, term) => add.of(sum, term)))), slots)];
  },
  transpose: (i, [g], { inputs, parameters, outputs }) => {
    const rule = g && scaledBySlope(parameters.formula, inputs.length, i);
    if (rule === undefined) return undefined;
    const product = rule.formula.kind === 'variable' ? g! : bindRule(rule, [...inputs, outputs[0]!, g!]);
    return sumTo(product, inputs[i]!.shape);
  },
  batch: (inputs, axes, parameters) => ({ outputs: [inputs[0]!.bind(formula, alignBatch(inputs, axes), parameters)], axes: [0] }),
});

const bindRule = ({ formula: expr, slots }: Rule, offered: readonly Tensor[]): Tensor =>
  offered[0]!.bind(
    formula,
    slots.map((slot) => offered[slot]!),
    { formula: expr },
  );

/** The formula of one function applied to tensors and numbers: a variable for each tensor. Remembered, so that its derivatives are too. */
export function applicationFormula(fn: Elementwise, operands: readonly (Tensor | number)[]): FormulaParameters {
  const known = remembered.get(fn) ?? new Map<string, FormulaParameters>();
  remembered.set(fn, known);
  const key = operands.map((operand) => (typeof operand === 'number' ? (Object.is(operand, -0) ? '-0' : operand) : '#')).join();
  const found = known.get(key);
  if (found !== undefined) return found;
  let next = 0;
  const made = {
    formula: withoutNoise(
      fn.of(...operands.map((operand) => (typeof operand === 'number' ? Expr.number(operand) : inputVariable(next++)))),
    ),
  };
  // Numbers that are new every time, a falling learning rate, must not fill the memory.
  if (known.size >= mostRemembered) known.clear();
  known.set(key, made);
  return made;
}
const mostRemembered = 64;
const remembered = new WeakMap<Elementwise, Map<string, FormulaParameters>>();
