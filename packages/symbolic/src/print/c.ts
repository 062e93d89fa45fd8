import type { CodeTarget } from './code-target.js';

const math =
  'exp expm1 log1p log2 log10 sqrt cbrt sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh floor ceil hypot log erf erfc';

/** A C99 function on doubles, with `math.h` alone. */
export const c = (): CodeTarget => ({
  functions: {
    ...Object.fromEntries(math.split(' ').map((name) => [name, name])),
    gamma: 'tgamma', loggamma: 'lgamma', abs: 'fabs', max: 'fmax', min: 'fmin', round: 'rint', pi: 'M_PI', e: 'M_E', besselj: 'jn((int)$0, $1)',
  }, // prettier-ignore
  constants: { infinity: 'INFINITY', nan: 'NAN' },
  signs: { '==': ' == ', '!=': ' != ', and: ' && ', or: ' || ', not: '!' },
  integer: (digits) => `${digits}.0`,
  power: (base, exponent) => `pow(${base}, ${exponent})`,
  choose: (condition, yes, no) => `${condition} ? ${yes} : ${no}`,
  number: (condition) => `(double)(${condition})`,
  eager: true,
  program: (parameters, lines, result) =>
    [
      '#define _USE_MATH_DEFINES',
      '#include <math.h>',
      '',
      `double f(${parameters.map((name) => `double ${name}`).join(', ') || 'void'}) {`,
      ...lines.map(([name, value]) => `  const double ${name} = ${value};`),
      `  return ${result};`,
      '}',
    ].join('\n'),
});
