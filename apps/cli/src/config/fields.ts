import { z } from 'zod';

// The kinds of value that options have. What range a number may have is checked by the part that is made with it.

export const number = z.number();
export const size = z.int().min(1);
export const truth = z.boolean();
export const text = z.string();
export const numbers = z.array(z.number());

/** One number for all axes, or one for each. */
export const perAxis = z.union([z.int().min(0), z.array(z.int().min(0)).min(1)], {
  error: ({ input }) => (input === undefined ? 'is missing' : 'is to be a whole number, or a list with one for each axis'),
});
export const padding = z.union([perAxis, z.enum(['same', 'valid'])], { error: 'is to be a whole number, a list of them, or "same"' });
/** The sizes of the last axes. */
export const sizes = z.union([size, z.array(size).min(1)], {
  error: ({ input }) => (input === undefined ? 'is missing' : 'is to be a size, or a list of sizes'),
});
