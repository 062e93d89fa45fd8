/**
 * Arithmetic of doubles under names of its own, for long formulas. Functions, not properties read from f64x2 when the module is
 * loaded: bundlers must keep such a read, and with it all the vector code.
 */
import type { Term } from '../assembler/term.js';
import { f64x2 } from './lanes.js';

export const constant = (value: number): Term => f64x2.const(value);
export const add = (a: Term, b: Term): Term => f64x2.add(a, b);
export const sub = (a: Term, b: Term): Term => f64x2.sub(a, b);
export const mul = (a: Term, b: Term): Term => f64x2.mul(a, b);
export const div = (a: Term, b: Term): Term => f64x2.div(a, b);
export const neg = (a: Term): Term => f64x2.neg(a);
