import { abs, add, cos, div, exp, log, max, min, mul, neg, sin, sqrt, sub, tanh, where, type Elementwise } from '@chainrule/core';

/** Fills `out[0..n)` from the arguments; `k` is the number that stands in the place of a constant argument. */
export type Block = (out: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array, k: number, n: number) => void;

/** One operation of a tape: on single numbers, and on blocks of them. */
export interface Kernel {
  readonly name: string;
  /** The table's function, where it is one. */
  readonly fn?: Elementwise;
  readonly value: (a: number, b: number, c: number, k: number) => number;
  readonly block: Block;
}

// Each loop is written out: a loop that calls a function it is given costs several times as much.

/** The kernel of a table function. */
export function kernelOf(fn: Elementwise): Kernel {
  const own = written.find(([entry]) => entry === fn);
  const { name, arity, value } = fn;
  // Not `value` itself: a function may have more parameters than its arity says.
  return {
    name: own ? name : 'value',
    fn,
    value: arity === 1 ? (a) => value(a) : arity === 2 ? (a, b) => value(a, b) : (a, b, c) => value(a, b, c),
    block: own ? own[1] : generic(value, arity),
  };
}

function generic(value: (...args: number[]) => number, arity: number): Block {
  if (arity === 1)
    return (out, a, _b, _c, _k, n) => {
      for (let i = 0; i < n; i++) out[i] = value(a[i]!);
    };
  if (arity === 2)
    return (out, a, b, _c, _k, n) => {
      for (let i = 0; i < n; i++) out[i] = value(a[i]!, b[i]!);
    };
  return (out, a, b, c, _k, n) => {
    for (let i = 0; i < n; i++) out[i] = value(a[i]!, b[i]!, c[i]!);
  };
}

const written: readonly (readonly [Elementwise, Block])[] = /* @__PURE__ */ (() => [
  [add, (out, a, b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! + b[i]!; }],
  [sub, (out, a, b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! - b[i]!; }],
  [mul, (out, a, b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! * b[i]!; }],
  [div, (out, a, b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! / b[i]!; }],
  [neg, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = -a[i]!; }],
  [exp, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.exp(a[i]!); }],
  [log, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.log(a[i]!); }],
  [sin, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.sin(a[i]!); }],
  [cos, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.cos(a[i]!); }],
  [tanh, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.tanh(a[i]!); }],
  [sqrt, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.sqrt(a[i]!); }],
  [abs, (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.abs(a[i]!); }],
  [max, (out, a, b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.max(a[i]!, b[i]!); }],
  [min, (out, a, b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = Math.min(a[i]!, b[i]!); }],
  [where, (out, a, b, c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i] === 0 ? c[i]! : b[i]!; }],
] as const)(); // prettier-ignore

/** Operations that the table has in parts, or with a constant among the arguments. */
export const fused = {
  /** ab + c, rounded twice as the parts are. */
  multiplyAdd: {
    name: 'multiplyAdd',
    value: (a, b, c) => a * b + c,
    block: (out, a, b, c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! * b[i]! + c[i]!; },
  },
  addConstant: { name: 'addConstant', value: (a, _b, _c, k) => a + k, block: (out, a, _b, _c, k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! + k; } },
  subtractFrom: { name: 'subtractFrom', value: (a, _b, _c, k) => k - a, block: (out, a, _b, _c, k, n) => { for (let i = 0; i < n; i++) out[i] = k - a[i]!; } },
  scale: { name: 'scale', value: (a, _b, _c, k) => a * k, block: (out, a, _b, _c, k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! * k; } },
  divideBy: { name: 'divideBy', value: (a, _b, _c, k) => a / k, block: (out, a, _b, _c, k, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! / k; } },
  divideInto: { name: 'divideInto', value: (a, _b, _c, k) => k / a, block: (out, a, _b, _c, k, n) => { for (let i = 0; i < n; i++) out[i] = k / a[i]!; } },
  /** x to the power ½, which is not √x at −∞ and −0. */
  squareRootPower: {
    name: 'squareRootPower',
    value: (a) => (a === -Infinity ? Infinity : Math.sqrt(a) + 0),
    block: (out, a, _b, _c, _k, n) => { for (let i = 0; i < n; i++) out[i] = a[i] === -Infinity ? Infinity : Math.sqrt(a[i]!) + 0; },
  },
} as const satisfies Record<string, Kernel>; // prettier-ignore
