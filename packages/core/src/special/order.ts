/** Whether n counts something, and is small enough for a recurrence over it to end: larger orders give NaN, not an endless loop. */
export const isOrder = (n: number, largest: number): boolean => Number.isInteger(n) && n >= 0 && n <= largest;
