import { bound, exact, exactly, several, unary, type Samples } from './sample.js';

const inf = Infinity;
const nan = NaN;

export const activations = {
  sigmoid: unary(bound(2, 16, 8, 3), [0.5, 0.5, 1, 0]),
  relu: unary(exactly, [0, 0, inf, 0], { conventions: [[[0], [0]]], forReals: true }),
  relu6: unary(exactly, [0, 0, 6, 0], {
    conventions: [
      [[0], [0]],
      [[6], [0]],
    ],
    forReals: true,
  }),
  leakyrelu: several(
    exactly,
    [
      [[0, 0.01], 0],
      [[-0, 0.01], -0],
      [[inf, 0.01], inf],
      [[-inf, 0.01], -inf],
      [[0.3, nan], 0.3],
    ],
    {
      conventions: [
        [
          [0, 0.01],
          [0.01, 0],
        ],
      ],
      defaults: [0.01],
      forReals: true,
    },
  ),
  elu: several(
    bound(2, 2, 2, 2),
    [
      [[0, 1], 0],
      [[-0, 1], -0],
      [[inf, 1], inf],
      [[-inf, 2], -2],
    ],
    {
      conventions: [
        [
          [0, 0.5],
          [0.5, 0],
        ],
      ],
      defaults: [1],
    },
  ),
  celu: several(
    bound(2, 4, 8, 2),
    [
      [[0, 1], 0],
      [[-0, 1], -0],
      [[inf, 1], inf],
      [[-inf, 2], -2],
    ],
    {
      conventions: [
        [
          [0, 0.5],
          [1, 0],
        ],
      ],
      outside: [[0, 0]],
      defaults: [1],
    },
  ),
  selu: unary(bound(2, 2, 2, 2), [0, -0, inf, -1.0507009873554804934193349852946 * 1.6732632423543772848170429916717], {
    conventions: [[[0], [1.0507009873554804934193349852946 * 1.6732632423543772848170429916717]]],
  }),
  gelu: unary(bound(3, 8, 8, 3), [0, -0, inf, -0]),
  gelutanh: unary(bound(4, 16, 512, 512), [0, -0, inf, -0]),
  silu: unary(bound(3, 8, 2, 3), [0, -0, inf, -0]),
  softplus: several(
    bound(4, 65536, 16, 4),
    [
      [[0, 1], Math.LN2],
      [[inf, 1], inf],
      [[-inf, 1], 0],
    ],
    { defaults: [1] },
  ),
  logsigmoid: unary(bound(2, 4, 4, 2), [-Math.LN2, -Math.LN2, -0, -inf]),
  mish: unary(bound(4, 16, 4, 4), [0, -0, inf, -0]),
  softsign: unary(bound(1, 4, 4), [0, -0, 1, -1]),
  tanhshrink: unary(bound(2, 4, 4), [0, -0, inf, -inf]),
  hardtanh: unary(exactly, [0, -0, 1, -1], {
    conventions: [
      [[-1], [0]],
      [[1], [0]],
    ],
    forReals: true,
  }),
  hardsigmoid: unary(bound(1, 1, 1, 1), [0.5, 0.5, 1, 0], {
    conventions: [
      [[-3], [0]],
      [[3], [0]],
    ],
  }),
  hardswish: unary(bound(2, 4, 4, 2), [0, -0, inf, 0], {
    conventions: [
      [[-3], [0]],
      [[3], [1]],
    ],
  }),
  hardshrink: several(
    exactly,
    [
      [[0, 0.5], 0],
      [[0.5, 0.5], 0],
      [[-0.5, 0.5], 0],
      [[inf, 0.5], inf],
      [[-inf, 0.5], -inf],
      [[-3.7, nan], -3.7],
    ],
    {
      conventions: [
        [
          [0.5, 0.5],
          [0, 0],
        ],
        [
          [-0.5, 0.5],
          [0, 0],
        ],
      ],
      defaults: [0.5],
      forReals: true,
    },
  ),
  softshrink: several(
    exact,
    [
      [[0, 0.5], 0],
      [[-0, 0.5], -0],
      [[inf, 0.5], inf],
      [[-inf, 0.5], -inf],
      [[-3.7, nan], -0],
    ],
    {
      conventions: [
        [
          [0.5, 0.5],
          [0, 0],
        ],
        [
          [-0.5, 0.5],
          [0, 0],
        ],
      ],
      defaults: [0.5],
      forReals: true,
    },
  ),
} satisfies Record<string, Samples>;
