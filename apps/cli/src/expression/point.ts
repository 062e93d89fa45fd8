import { ChainruleError, didYouMean, variablesOf, type Expr } from '@chainrule/core';
import { evaluate, parse } from '@chainrule/symbolic';

/** A point as people write it: `-1.5` or `pi/2` for the one variable, `x=-1.5,y=2` for several. */
export function pointOf(text: string, variable: string): Record<string, number> {
  const parts = splitOutside(text);
  const entries = parts.map((part): [string, number] => {
    const [, name, value] = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=(.*)$/su.exec(part) ?? [];
    if (name === undefined && parts.length > 1)
      throw new ChainruleError('argument', `"${part.trim()}" does not say of which variable it is the value`, {
        operation: '--at',
        hint: 'write x=-1.5,y=2',
      });
    return [name ?? variable, numberOf(value ?? part)];
  });
  return Object.fromEntries(entries);
}

function numberOf(text: string): number {
  const expr = parse(text);
  const [name] = variablesOf(expr);
  if (name !== undefined)
    throw new ChainruleError('argument', `the value "${text.trim()}" has the variable ${name} in it`, {
      operation: '--at',
      hint: 'a point is made of numbers: -1.5, or pi/2',
    });
  return evaluate(expr, {});
}

/** Splits at the commas that are not within parentheses. */
function splitOutside(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    depth += c === '(' ? 1 : c === ')' ? -1 : 0;
    if (c === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + c);
  }
  return parts;
}

/** The value of an expression at a point. Throws `argument` where the point leaves a variable open. */
export function evaluateAt(expr: Expr, point: Readonly<Record<string, number>>): number {
  for (const name of variablesOf(expr))
    if (!Object.hasOwn(point, name))
      throw new ChainruleError('argument', `the point has no value for ${name}${didYouMean(name, Object.keys(point))}`, {
        operation: '--at',
        hint: `for example --at ${variablesOf(expr)
          .map((v) => `${v}=1`)
          .join(',')}`,
      });
  return evaluate(expr, point);
}
