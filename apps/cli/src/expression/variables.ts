import { ChainruleError, variablesOf, type Expr } from '@chainrule/core';

/** The one variable of an expression; x where it has none. Throws `argument` where it has several. */
export function oneVariable(expr: Expr, operation: string): string {
  const names = variablesOf(expr);
  if (names.length > 1)
    throw new ChainruleError('argument', `the expression has the variables ${names.join(', ')}`, {
      operation,
      hint: `say by which to differentiate: --wrt ${names[0]!}`,
    });
  return names[0] ?? 'x';
}

/** The variables that an option lists. */
export function variablesIn(text: string, option = '--wrt'): string[] {
  const variables = text.split(',').map((name) => name.trim());
  const unnamed = variables.find((name) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
  if (unnamed !== undefined)
    throw new ChainruleError('argument', `"${unnamed}" is not the name of a variable`, {
      operation: option,
      hint: `for example ${option} x, or ${option} x,y`,
    });
  return variables;
}

/** The variables to differentiate by: those listed, or all that the expressions have. */
export function variablesFor(exprs: readonly Expr[], wrt: string | undefined): string[] {
  if (wrt !== undefined) return variablesIn(wrt);
  const names = [...new Set(exprs.flatMap(variablesOf))];
  return names.length === 0 ? ['x'] : names;
}
