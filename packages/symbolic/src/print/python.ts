import type { CodeTarget } from './code-target.js';

const math =
  'exp expm1 log1p log2 log10 sqrt sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh floor ceil hypot log erf erfc gamma';

/** A Python function on floats: `math`, and `scipy.special` for what it lacks. Outside of a function's domain Python raises an error. */
export const python = (): CodeTarget => ({
  functions: {
    ...Object.fromEntries(math.split(' ').map((name) => [name, `math.${name}`])),
    loggamma: 'math.lgamma', abs: 'abs', max: 'max', min: 'min', round: 'round', pi: 'math.pi', e: 'math.e',
    digamma: 'special.digamma', polygamma: 'special.polygamma(int($0), $1)', besselj: 'special.jv', Ei: 'special.expi',
    Si: 'special.sici($0)[0]', Ci: 'special.sici($0)[1]', lambertw: 'special.lambertw($0).real', airyai: 'special.airy($0)[0]', airyaiprime: 'special.airy($0)[1]',
  }, // prettier-ignore
  constants: { infinity: 'math.inf', nan: 'math.nan' },
  signs: { '^': ' ** ', '==': ' == ', '!=': ' != ', and: ' and ', or: ' or ', not: 'not ' },
  integer: (digits) => digits,
  // A negative number to a broken power would be complex.
  power: (base, exponent, integer) => (integer ? undefined : `math.pow(${base}, ${exponent})`),
  choose: (condition, yes, no) => `${yes} if ${condition} else ${no}`,
  number: (condition) => `float(${condition})`,
  eager: false,
  program: (parameters, lines, result) => {
    const body = [...lines.map(([name, value]) => `    ${name} = ${value}`), `    return ${result}`];
    const special = body.some((line) => line.includes('special.')) ? ['from scipy import special'] : [];
    return ['import math', ...special, '', `def f(${parameters.join(', ')}):`, ...body].join('\n');
  },
});
