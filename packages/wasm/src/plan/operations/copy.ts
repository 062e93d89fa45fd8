import { bytesPerElement, Expr, type Shape } from '@chainrule/core';
import type { Callee, FunctionBuilder } from '../../assembler/function-builder.js';
import { i32 } from '../../assembler/scalar.js';
import type { Term } from '../../assembler/term.js';
import { elementwise } from '../../kernels/elementwise.js';
import type { View } from '../../kernels/view.js';
import { widthOf } from '../../vector/formula.js';
import type { Workshop } from '../workshop.js';

/** A function (from, to) that copies a view's elements, to places side by side or to those of the given strides. */
export function copier(
  { module, setting, once }: Workshop,
  { place: { dtype }, shape, strides }: View,
  scattered?: readonly number[],
): Callee {
  const pass = {
    shape,
    width: widthOf(dtype) ?? 32,
    operands: [{ name: 'x', dtype, strides }],
    definitions: [{ name: 'y', expr: Expr.variable('x'), dtype }],
    results: ['y'],
    ...(scattered && { scattered }),
  };
  return once(['copy', pass], () => elementwise(module, setting, pass)).callee;
}

/** Fills memory with one byte, over and over. */
export function fillBytes(f: FunctionBuilder, at: Term, bytes: number, byte: number): void {
  f.do([0xfc, 0x0b, 0], at, i32.const(byte), i32.const(bytes));
}
export const fillZero = (f: FunctionBuilder, at: Term, bytes: number): void => {
  fillBytes(f, at, bytes, 0);
};
/** Copies bytes that do not overlap. */
export function copyBytes(f: FunctionBuilder, to: Term, from: Term, bytes: Term): void {
  f.do([0xfc, 0x0a, 0, 0], to, from, bytes);
}

/** A function (from, to) that puts a view's elements among zeros: at `start` and on from there by the given strides. */
export function embedder(workshop: Workshop, view: View, size: number, start: number, strides: readonly number[]): Callee {
  const bytes = bytesPerElement(view.place.dtype);
  const copy = copier(workshop, view, strides);
  return workshop.module.function(['i32', 'i32'], [], (f) => {
    const [from, to] = f.parameters;
    fillZero(f, to!.value, size * bytes);
    f.call(copy, from!.value, i32.add(to!.value, i32.const(start * bytes)));
    return undefined;
  });
}

export const rowMajor = (shape: Shape, index: readonly number[]): number => index.reduce((sum, at, axis) => sum * shape[axis]! + at, 0);
