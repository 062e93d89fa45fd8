import type { ArrayData, DType } from '@chainrule/core';
import { reference, sameType, typeText, type Backend } from '@chainrule/program';
import { compile, type Tensor } from '@chainrule/tensor';
import { claim } from '../test-case.js';

/** What a backend may differ by, as a part of the largest number of a result: sums may be taken in another order. */
const tolerances: Readonly<Record<DType, number>> = { float32: 2e-5, float64: 1e-12, int32: 0, uint32: 0, bool: 0 };

export type Results = readonly Tensor[];

/** The results of a function by the backend and by the reference must have the same types and numbers. */
export function requireSame(backend: Backend, f: (...inputs: Tensor[]) => Results, inputs: readonly Tensor[]): void {
  const got = compile(f, { backend })(...inputs);
  compile(f, { backend: reference })(...inputs).forEach((wanted, k) => requireClose(read(got[k]!), read(wanted), `result ${k}`));
}

export const read = (x: Tensor): ArrayData => ({ dtype: x.dtype, shape: x.shape, data: x.dataSync() });

/** Equal types, and numbers equal up to a part of the largest; infinities and what is not a number at the same places. */
export function requireClose(got: ArrayData, wanted: ArrayData, what: string, tolerance = tolerances[wanted.dtype]): void {
  claim(sameType(got, wanted), () => `${what} is ${typeText(got)} instead of ${typeText(wanted)}`);
  const scale = Array.from(wanted.data).reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 1e-30);
  wanted.data.forEach((x, i) => {
    const y = got.data[i]!;
    claim(
      Object.is(x, y) || x === y || Math.abs(x - y) <= tolerance * scale,
      () => `${what}: element ${i} of ${typeText(wanted)} is ${y} instead of ${x}`,
    );
  });
}

/** Each number by itself equal up to a part of it: what a function of single numbers owes. */
export function requireEach(got: ArrayData, wanted: ArrayData, tolerance: number, what: (index: number) => string): void {
  wanted.data.forEach((x, i) => {
    const y = got.data[i]!;
    claim(
      Object.is(x, y) ||
        x === y ||
        Math.abs(x - y) <= tolerance * Math.abs(x) + Number.MIN_VALUE * 8 + (wanted.dtype === 'float32' ? 2 ** -146 : 0),
      () => `${what(i)} is ${y} instead of ${x}`,
    );
  });
}
