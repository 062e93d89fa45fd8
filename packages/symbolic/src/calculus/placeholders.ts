/** The symbols in coefficients of an expansion: for ln(h), and the beginning of those for functions that oscillate. */
export const logarithm = '#ln';
export const oscillating = '#oscillating';
