import type { CodeTarget } from './code-target.js';

const math =
  'exp expm1 log1p log2 log10 sqrt cbrt sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh abs sign floor ceil hypot max min log';

/** An ES module function; what `Math` lacks is imported from `@chainrule/core`. */
export const javascript = (): CodeTarget => ({
  functions: { ...Object.fromEntries(math.split(' ').map((name) => [name, `Math.${name}`])), pi: 'Math.PI', e: 'Math.E' },
  foreign: (name) => `${name}.value`,
  constants: { infinity: 'Infinity', nan: 'NaN' },
  signs: { '^': ' ** ', '==': ' === ', '!=': ' !== ', and: ' && ', or: ' || ', not: '!' },
  integer: (digits) => digits,
  choose: (condition, yes, no) => `${condition} ? ${yes} : ${no}`,
  number: (condition) => `Number(${condition})`,
  eager: true,
  strictPower: true,
  program: (parameters, lines, result, uses) =>
    [
      ...(uses.length > 0 ? [`import { ${uses.join(', ')} } from '@chainrule/core';`, ''] : []),
      `export function f(${parameters.join(', ')}) {`,
      ...lines.map(([name, value]) => `  const ${name} = ${value};`),
      `  return ${result};`,
      '}',
    ].join('\n'),
});
