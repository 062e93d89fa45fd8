export { erf, erfc, erfcx } from './erf.js';
export { digamma, gamma, logGamma, polygamma } from './gamma.js';
export { portableCos, portableExp, portableLog, portableSin } from './portable.js';
