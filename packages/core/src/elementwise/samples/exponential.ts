import { bound, exact, several, unary, type Samples } from './sample.js';

const inf = Infinity;
const nan = NaN;

export const exponential = {
  log: unary(bound(1, 1, 1), [-inf, -inf, inf, nan], { also: [[[1], 0]], outside: [[0], [-0], [-1], [-5e-324]] }),
  e: several(exact, []),
  exp: unary(bound(1, 1, 1), [1, 1, inf, 0], {
    also: [
      [[710], inf],
      [[-746], 0],
    ],
  }),
  expm1: unary(bound(1, 1, 1), [0, -0, inf, -1]),
  log1p: unary(bound(1, 1, 1), [0, -0, inf, nan], { outside: [[-1], [-1.5]] }),
  log2: unary(bound(1, 2, 2, 3), [-inf, -inf, inf, nan], { also: [[[8], 3]], outside: [[0], [-0], [-1]] }),
  log10: unary(bound(1, 2, 2, 3), [-inf, -inf, inf, nan], { also: [[[1000], 3]], outside: [[0], [-0], [-1]] }),
  sqrt: unary(bound(0, 1, 1), [0, -0, inf, nan], { outside: [[-5e-324], [-1]] }),
  cbrt: unary(bound(1, 4, 4), [0, -0, inf, -inf], { also: [[[-27], -3]] }),
  nthroot: several(bound(1, 8, 8), [
    [[27, 3], 3],
    [[-32, 5], -2],
    [[-16, 4], nan],
    [[0, 3], 0],
    [[-0, 3], -0],
    [[0, 4], 0],
    [[inf, 4], inf],
    [[-inf, 5], -inf],
    [[16, -2], 0.25],
    [[-8, -3], -0.5],
  ]),
  logaddexp: several(bound(1, 4, 4), [
    [[inf, 1], inf],
    [[-inf, 1], 1],
    [[-inf, -inf], -inf],
    [[inf, inf], inf],
    [[inf, -inf], inf],
  ]),
  sinh: unary(bound(1, 1, 1), [0, -0, inf, -inf]),
  cosh: unary(bound(1, 1, 1), [1, 1, inf, inf]),
  tanh: unary(bound(1, 256, 8), [0, -0, 1, -1]),
  sech: unary(bound(2, 4, 4, 2), [1, 1, 0, 0]),
  csch: unary(bound(2, 4, 4, 2), [inf, -inf, 0, -0], { outside: [[0], [-0]] }),
  coth: unary(bound(2, 4, 4, 2), [inf, -inf, 1, -1], { outside: [[0], [-0]] }),
  asinh: unary(bound(1, 2, 2), [0, -0, inf, -inf]),
  acosh: unary(bound(1, 4, 4), [nan, nan, inf, nan], { also: [[[1], 0]], outside: [[1 - 2 ** -53], [0], [-2]] }),
  atanh: unary(bound(1, 4, 4), [0, -0, nan, nan], { outside: [[1], [-1], [1.5]] }),
  asech: unary(bound(2, 4, 4, 2), [inf, nan, nan, nan], { also: [[[1], 0]], outside: [[0], [-0.5], [1 + 2 ** -52]] }),
  acsch: unary(bound(2, 4, 4, 2), [inf, -inf, 0, -0], { outside: [[0], [-0]] }),
  acoth: unary(bound(2, 4, 4, 2), [nan, nan, 0, -0], { outside: [[1], [-1], [0.5], [0]] }),
} satisfies Record<string, Samples>;
