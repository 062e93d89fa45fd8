/**
 * Roots of a function on the line: changes of sign on a grid that is fine near 0 and reaches far out, closed in on by bisection. Where
 * it stays 0, by its nature or because its parts have come to 0 in doubles, there is no root to tell from others.
 */
export function scan(f: (x: number) => number): number[] {
  const grid = [
    ...Array.from({ length: 2001 }, (_, i) => (i - 1000) / 50),
    ...[-1, 1].flatMap((side) => Array.from({ length: 160 }, (_, i) => side * 20 * 1.06 ** (i + 1))),
  ].sort((a, b) => a - b);
  const roots: number[] = [];
  let [before, valueBefore] = [NaN, NaN];
  const values = grid.map(f);
  for (const [i, x] of grid.entries()) {
    const value = values[i]!;
    if (value === 0) {
      if (valueBefore !== 0 && values[i + 1] !== 0) roots.push(x);
    } else if (valueBefore !== 0 && value * valueBefore < 0) {
      const root = bisect(f, before, x, valueBefore);
      // At a pole or a jump the sign changes too, but the value does not come to 0.
      if (Math.abs(f(root)) <= 1e-3 * Math.max(Math.abs(value), Math.abs(valueBefore))) roots.push(root);
    }
    [before, valueBefore] = [x, value];
  }
  return roots;
}

function bisect(f: (x: number) => number, low: number, high: number, valueLow: number): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return Math.abs(f(low)) < Math.abs(f(high)) ? low : high;
    const value = f(middle);
    if (value === 0) return middle;
    if (value * valueLow > 0) low = middle;
    else high = middle;
  }
}
