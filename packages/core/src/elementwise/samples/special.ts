import { bound, several, unary, type Samples } from './sample.js';

const inf = Infinity;
const nan = NaN;

export const special = {
  erf: unary(bound(2, 16, 256), [0, -0, 1, -1]),
  erfc: unary(bound(2, 16, 512), [1, 1, 0, 2]),
  normcdf: unary(bound(2, 4, 4), [0.5, 0.5, 1, 0]),
  normpdf: unary(bound(2, 4, 4, 512), [0.3989422804014327, 0.3989422804014327, 0, 0]),
  gamma: unary(bound(3, 16, 16), [inf, -inf, inf, nan], {
    also: [
      [[5], 24],
      [[-2], nan],
    ],
  }),
  loggamma: unary(bound(3, 8, 8), [inf, inf, inf, inf], {
    also: [
      [[1], 0],
      [[2], 0],
    ],
  }),
  digamma: unary(bound(3, 8, 8), [-inf, inf, inf, nan]),
  polygamma: several(bound(8, 16, 16), [
    [[0, 0], -inf],
    [[1, 0], inf],
    [[1, inf], 0],
    [[1.5, 2], nan],
    [[-1, 2], nan],
  ]),
  zeta: unary(bound(4, 16, 16), [-0.5, -0.5, 1, nan], { outside: [[1]] }),
  zetaderivative: several(
    bound(8, 16, 16),
    [
      [[0, 0], -0.5],
      [[1, inf], 0],
      [[-1, 2], nan],
      [[0.5, 2], nan],
    ],
    {
      outside: [
        [1, 1],
        [2, 1],
      ],
    },
  ),
  sinc: unary(bound(2, 4, 4), [1, 1, 0, 0]),
  sincderivative: several(bound(16, 16, 16), [
    [[1, 0], 0],
    [[2, 0], -1 / 3],
    [[3, inf], 0],
    [[-1, 1], nan],
    [[0.5, 1], nan],
  ]),
  Si: unary(bound(2, 4, 4), [0, -0, Math.PI / 2, -Math.PI / 2]),
  Ci: unary(bound(4, 4, 4), [-inf, -inf, 0, 0], { outside: [[0], [-0]] }),
  Ei: unary(bound(6, 4, 4), [-inf, -inf, inf, -0], { outside: [[0], [-0]] }),
  besselj: several(bound(16, 16, 16), [
    [[0, 0], 1],
    [[1, 0], 0],
    [[0, inf], 0],
    [[0.5, 1], nan],
  ]),
  lambertw: unary(bound(4, 8, 8), [0, -0, inf, nan], { also: [[[Math.E], 1]], outside: [[-0.3678794411714424], [-1]] }),
  airyai: unary(bound(8, 16, 16), [0.3550280538878172, 0.3550280538878172, 0, 0]),
  airyaiprime: unary(bound(8, 16, 16), [-0.2588194037928068, -0.2588194037928068, -0, nan]),
} satisfies Record<string, Samples>;
