import { ChainruleError, didYouMean, variablesOf, type Expr } from '@chainrule/core';
import { evaluate, parse } from '@chainrule/symbolic';

/**
 * A point as people write it: `-1.5` or `pi/2` for the one variable, `x=-1.5,y=2` for several; as many numbers as variables may stand
 * without their names.
 */
export function pointOf(text: string, variable: string, variables: readonly string[] = [variable]): Record<string, number> {
  const parts = splitOutside(text);
  if (parts.length > 1 && parts.length === variables.length && parts.every((part) => !part.includes('=')))
    return Object.fromEntries(parts.map((part, i) => [variables[i]!, numberOf(part)]));
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

/** A number as people write it: -1.5, or pi/2. */
export function numberOf(text: string, option = '--at'): number {
  const expr = parse(text);
  const [name] = variablesOf(expr);
  if (name !== undefined)
    throw new ChainruleError('argument', `the value "${text.trim()}" has the variable ${name} in it`, {
      operation: option,
      hint: 'write a number: -1.5, or pi/2',
    });
  return evaluate(expr, {});
}

/** Splits at the commas that are not within parentheses. */
export function splitOutside(text: string): string[] {
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
  coordinatesOf(point, variablesOf(expr));
  return evaluate(expr, point);
}

/** The numbers of a point, one for each variable. Throws `argument` where it leaves one open. */
export function coordinatesOf(point: Readonly<Record<string, number>>, variables: readonly string[]): number[] {
  return variables.map((name) => {
    const value = Object.hasOwn(point, name) ? point[name] : undefined;
    if (value !== undefined) return value;
    const unknown = Object.keys(point).filter((given) => !variables.includes(given));
    throw new ChainruleError('argument', `the point has no value for ${name}${didYouMean(name, unknown)}`, {
      operation: '--at',
      hint: `for example --at ${variables.map((each) => `${each}=1`).join(',')}`,
    });
  });
}
