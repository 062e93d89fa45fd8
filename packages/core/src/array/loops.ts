import { exp } from '../elementwise/exponential.js';
import { tanh } from '../elementwise/hyperbolic.js';
import { abs } from '../elementwise/piecewise.js';
import { add, div, log, mul, neg, sub, type Elementwise } from '../expression/expr.js';
import type { TypedArray } from './dtype.js';

/** Fills `out` from arrays read with strides of 1, or 0 for a scalar. */
export type Loop = (out: TypedArray, a: TypedArray, s: number, b: TypedArray, t: number) => void;

/**
 * The commonest functions as loops of their own: a loop that calls whatever function it is given takes several times as long.
 * Only a shortcut: every other function runs by its table value.
 */
export const loopOf = (fn: Elementwise): Loop | undefined => written.find(([entry]) => entry === fn)?.[1];

// prettier-ignore
const written: readonly (readonly [Elementwise, Loop])[] = /* @__PURE__ */ (() => [
  [add, (out, a, s, b, t) => { for (let i = 0; i < out.length; i++) out[i] = a[i * s]! + b[i * t]!; }],
  [sub, (out, a, s, b, t) => { for (let i = 0; i < out.length; i++) out[i] = a[i * s]! - b[i * t]!; }],
  [mul, (out, a, s, b, t) => { for (let i = 0; i < out.length; i++) out[i] = a[i * s]! * b[i * t]!; }],
  [div, (out, a, s, b, t) => { for (let i = 0; i < out.length; i++) out[i] = a[i * s]! / b[i * t]!; }],
  [neg, (out, a, s) => { for (let i = 0; i < out.length; i++) out[i] = -a[i * s]!; }],
  [abs, (out, a, s) => { for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i * s]!); }],
  [exp, (out, a, s) => { for (let i = 0; i < out.length; i++) out[i] = Math.exp(a[i * s]!); }],
  [log, (out, a, s) => { for (let i = 0; i < out.length; i++) out[i] = Math.log(a[i * s]!); }],
  [tanh, (out, a, s) => { for (let i = 0; i < out.length; i++) out[i] = Math.tanh(a[i * s]!); }],
] as const)();
