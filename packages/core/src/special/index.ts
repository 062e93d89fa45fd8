export { airyAi, airyAiPrime } from './airy.js';
export { besselJ } from './bessel.js';
export { erf, erfc, erfcx } from './erf.js';
export { digamma, gamma, logGamma, polygamma } from './gamma.js';
export { cosineIntegral, exponentialIntegral, sineIntegral } from './integrals.js';
export { lambertW } from './lambert-w.js';
export { portableCos, portableExp, portableLog, portableSin } from './portable.js';
export { sinc, sincDerivative } from './sinc.js';
export { zeta, zetaDerivative } from './zeta.js';
