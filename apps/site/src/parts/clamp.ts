/** The nearest number to x from low to high. */
export const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
