import { sizeOf, stridesOf, type Shape } from '@chainrule/core';

/** The lines of a shape along an axis: how many elements each has, how far apart they lie, and a visit of where each begins. */
export function linesAlong(
  shape: Shape,
  axis: number,
): { readonly length: number; readonly stride: number; forEach: (visit: (start: number, line: number) => void) => void } {
  const [length, stride] = [shape[axis]!, stridesOf(shape)[axis]!];
  const outer = sizeOf(shape.slice(0, axis));
  return {
    length,
    stride,
    forEach: (visit) => {
      for (let i = 0; i < outer; i++) for (let j = 0; j < stride; j++) visit(i * length * stride + j, i * stride + j);
    },
  };
}
