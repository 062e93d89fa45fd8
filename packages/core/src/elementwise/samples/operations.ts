import { bound, exact, exactly, several, unary, type Samples } from './sample.js';

const inf = Infinity;
const nan = NaN;

/** The six comparisons, at a tie, between zeros, at infinity, with not-a-number. */
const comparison = (tie: 0 | 1, less: 0 | 1, unordered: 0 | 1): Samples =>
  several(exact, [
    [[1, 1], tie],
    [[0, -0], tie],
    [[inf, inf], tie],
    [[-inf, 5], less],
    [[1, 1 + 2 ** -52], less],
    [[nan, 0.7], unordered],
    [[-2.3, nan], unordered],
    [[nan, nan], unordered],
  ]);

const logic = (falseTrue: 0 | 1): Samples =>
  several(exact, [
    [[0, 0], 0],
    [[-0, -0], 0],
    [[0, 2], falseTrue],
    [[-3, 0], falseTrue],
    [[5e-324, -inf], 1],
    [[nan, 1], 1],
    [[nan, 0], falseTrue],
    [[1, nan], 1],
    [[-2.3, nan], 1],
    [[nan, 0.7], 1],
  ]);

export const operations = {
  add: several(exact, [
    [[0, -0], 0],
    [[-0, -0], -0],
    [[inf, -inf], nan],
    [[inf, 1], inf],
    [[1e308, 1e308], inf],
  ]),
  sub: several(exact, [
    [[0, 0], 0],
    [[-0, 0], -0],
    [[inf, inf], nan],
    [[-inf, 1], -inf],
  ]),
  mul: several(exact, [
    [[0, -3], -0],
    [[0, inf], nan],
    [[-inf, 2], -inf],
    [[1e200, 1e200], inf],
  ]),
  div: several(
    bound(0, 2, 2),
    [
      [[1, 0], inf],
      [[1, -0], -inf],
      [[0, 0], nan],
      [[-1, inf], -0],
      [[inf, inf], nan],
    ],
    {
      outside: [
        [1, 0],
        [-2, -0],
        [0, 0],
      ],
    },
  ),
  neg: unary(exact, [-0, 0, -inf, inf]),
  pow: several(
    bound(1, 8, 8),
    [
      [[nan, 0], 1],
      [[0.3, nan], nan],
      [[0, 0], 1],
      [[-2, 3], -8],
      [[-2, 0.5], nan],
      [[0, -1], inf],
      [[-0, -1], -inf],
      [[-0, 3], -0],
      [[2, inf], inf],
      [[0.5, inf], 0],
      [[1, inf], nan],
      [[-inf, 3], -inf],
    ],
    {
      conventions: [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [0, 2],
          [0, 0],
        ],
        [
          [0, 1],
          [1, 0],
        ],
        [
          [3, 0],
          [0, Math.log(3)],
        ],
      ],
    },
  ),
  where: several(
    exact,
    [
      [[nan, 2.5, -1.5], 2.5],
      [[-0, 1, 2], 2],
      [[1, 2, nan], 2],
      [[0, nan, 2], 2],
      [[inf, -0, 2], -0],
      [[1, 2.5, nan], 2.5],
      [[1, nan, -1.5], nan],
    ],
    {
      conventions: [
        [
          [0, 5, 6],
          [0, 0, 1],
        ],
        [
          [2, 5, 6],
          [0, 1, 0],
        ],
      ],
    },
  ),
  lt: comparison(0, 1, 0),
  le: comparison(1, 1, 0),
  gt: comparison(0, 0, 0),
  ge: comparison(1, 0, 0),
  eq: comparison(1, 0, 0),
  ne: comparison(0, 1, 1),
  and: logic(0),
  or: logic(1),
  not: unary(exact, [1, 1, 0, 0], {
    also: [
      [[nan], 0],
      [[5e-324], 0],
    ],
  }),
  abs: unary(exact, [0, 0, inf, inf], { conventions: [[[0], [0]]] }),
  sign: unary(exact, [0, -0, 1, -1]),
  heaviside: unary(exactly, [0.5, 0.5, 1, 0]),
  floor: unary(exact, [0, -0, inf, -inf], {
    also: [
      [[-0.5], -1],
      [[2], 2],
    ],
  }),
  ceil: unary(exact, [0, -0, inf, -inf], {
    also: [
      [[-0.5], -0],
      [[2], 2],
    ],
  }),
  round: unary(exact, [0, -0, inf, -inf], {
    also: [
      [[0.5], 0],
      [[1.5], 2],
      [[2.5], 2],
      [[-0.5], -0],
      [[-1.5], -2],
      [[-2.5], -2],
      [[3], 3],
    ],
  }),
  max: several(
    exact,
    [
      [[0, -0], 0],
      [[-0, 0], 0],
      [[inf, 1], inf],
      [[-inf, 1], 1],
    ],
    {
      conventions: [
        [
          [2, 2],
          [0.5, 0.5],
        ],
        [
          [0, -0],
          [0.5, 0.5],
        ],
      ],
    },
  ),
  min: several(
    exact,
    [
      [[0, -0], -0],
      [[-0, 0], -0],
      [[inf, 1], 1],
      [[-inf, 1], -inf],
    ],
    {
      conventions: [
        [
          [2, 2],
          [0.5, 0.5],
        ],
        [
          [0, -0],
          [0.5, 0.5],
        ],
      ],
    },
  ),
  clip: several(
    exact,
    [
      [[inf, -1, 1], 1],
      [[-inf, -1, 1], -1],
      [[0, 2, 1], 1],
      [[-0, -1, 1], -0],
    ],
    {
      conventions: [
        [
          [-1, -1, 1],
          [1, 0, 0],
        ],
        [
          [1, -1, 1],
          [1, 0, 0],
        ],
        [
          [0, 1, 1],
          [0, 0, 0],
        ],
      ],
    },
  ),
} satisfies Record<string, Samples>;
