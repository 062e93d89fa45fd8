import { bound, exact, several, unary, type Samples } from './sample.js';

const inf = Infinity;
const nan = NaN;

export const trigonometric = {
  pi: several(exact, []),
  sin: unary(bound(1, 1, 1), [0, -0, nan, nan]),
  cos: unary(bound(1, 1, 1), [1, 1, nan, nan]),
  tan: unary(bound(1, 4, 4), [0, -0, nan, nan], { outside: 'no double' }),
  sec: unary(bound(2, 4, 4, 2), [1, 1, nan, nan], { outside: 'no double' }),
  csc: unary(bound(2, 4, 4, 2), [inf, -inf, nan, nan], { outside: [[0], [-0]] }),
  cot: unary(bound(2, 4, 4, 3), [inf, -inf, nan, nan], { outside: [[0], [-0]] }),
  asin: unary(bound(1, 4, 4), [0, -0, nan, nan], {
    also: [
      [[1], Math.PI / 2],
      [[-1], -Math.PI / 2],
    ],
    outside: [[1 + 2 ** -52], [-2]],
  }),
  acos: unary(bound(1, 4, 4), [Math.PI / 2, Math.PI / 2, nan, nan], {
    also: [
      [[1], 0],
      [[-1], Math.PI],
    ],
    outside: [[1 + 2 ** -52], [-2]],
  }),
  atan: unary(bound(1, 2, 2), [0, -0, Math.PI / 2, -Math.PI / 2]),
  asec: unary(bound(2, 4, 4, 2), [nan, nan, Math.PI / 2, Math.PI / 2], { also: [[[1], 0]], outside: [[0], [0.5], [1 - 2 ** -53], [-0.9]] }),
  acsc: unary(bound(2, 4, 4, 2), [nan, nan, 0, -0], { also: [[[1], Math.PI / 2]], outside: [[0], [0.5], [1 - 2 ** -53], [-0.9]] }),
  acot: unary(bound(1, 2, 2, 1), [Math.PI / 2, -Math.PI / 2, 0, -0]),
  atan2: several(bound(1, 4, 4), [
    [[0, 0], 0],
    [[0, -0], Math.PI],
    [[-0, -0], -Math.PI],
    [[-0, 1], -0],
    [[1, 0], Math.PI / 2],
    [[inf, inf], Math.PI / 4],
    [[inf, -inf], (3 * Math.PI) / 4],
    [[1, inf], 0],
    [[1, -inf], Math.PI],
  ]),
  hypot: several(
    bound(1, 2, 2),
    [
      [[0, 0], 0],
      [[-0, -0], 0],
      [[3, -4], 5],
      [[inf, nan], inf],
      [[nan, -inf], inf],
      [[inf, 1], inf],
    ],
    {
      conventions: [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [0, 2],
          [0, 1],
        ],
        [
          [-3, 0],
          [-1, 0],
        ],
      ],
    },
  ),
} satisfies Record<string, Samples>;
