/** The values of gamma, zeta, Bessel's functions and their kin: a module of its own, fetched when a formula first has one. */
export { computable } from '@chainrule/core';
