/** How a rate goes from one value to another. */
export type Shape = 'cosine' | 'linear';

/** Part of the way from one value to another: 0 is the beginning, 1 the end. */
export const anneal = (shape: Shape, from: number, to: number, part: number): number =>
  shape === 'linear' ? from + (to - from) * part : to + ((from - to) / 2) * (1 + Math.cos(Math.PI * part));
