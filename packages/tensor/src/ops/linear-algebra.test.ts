import { ChainruleError, key, type DType } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import {
  cholesky,
  det,
  diagonal,
  diagonalFrom,
  eigh,
  eye,
  grad,
  inverse,
  jvp,
  logdet,
  norm,
  normal,
  qr,
  slogdet,
  solve,
  svd,
  tensor,
  triangularSolve,
  vmap,
  zeros,
  type Tensor,
} from '../index.js';

const random = (seed: number, ...shape: number[]): Tensor => normal(key(seed), shape, { dtype: 'float64' });
const farthest = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item();
const identity = (n: number): Tensor => eye(n, { dtype: 'float64' });
const f64 = (data: number[] | number[][]): Tensor => tensor(data, { dtype: 'float64' });
const codeOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof ChainruleError) return error.code;
  }
  return 'nothing refused';
};

describe('singular value decomposition', () => {
  const shapes = { tall: [5, 3], wide: [3, 5], square: [4, 4], row: [1, 4], column: [4, 1] } as const;
  it.each(Object.entries(shapes))('of a %s matrix', (_, [m, n]) => {
    const a = random(1, m, n);
    const { u, s, vt } = svd(a);
    expect(farthest(u.mul(s).matmul(vt), a)).toBeLessThan(1e-14 * 10);
    const k = Math.min(m, n);
    expect(farthest(u.transpose().matmul(u), identity(k))).toBeLessThan(1e-14);
    expect(farthest(vt.matmul(vt.transpose()), identity(k))).toBeLessThan(1e-14);
    const sizes = Array.from(s.dataSync());
    expect(sizes).toEqual(sizes.toSorted((x, y) => y - x));
  });

  it('of matrices without full rank has orthonormal vectors and finite derivatives', () => {
    const a = random(2, 4, 1).matmul(random(3, 1, 3));
    const { u, s, vt } = svd(a);
    expect(farthest(u.transpose().matmul(u), identity(3))).toBeLessThan(1e-14);
    expect(farthest(u.mul(s).matmul(vt), a)).toBeLessThan(1e-14 * 10);
    // ‖A‖ as a function of the singular values has the derivative A / ‖A‖ at any rank.
    const g = grad((x: Tensor) => norm(svd(x).s))(a);
    expect(farthest(g, a.div(norm(a)))).toBeLessThan(1e-13);
    expect(
      grad((x: Tensor) =>
        svd(x)
          .u.mul(random(4, 4, 3))
          .sum(),
      )(a)
        .dataSync()
        .every(Number.isFinite),
    ).toBe(true);
    expect(svd(zeros([3, 2])).s.dataSync()).toEqual(Float32Array.of(0, 0));
  });

  it('at equal singular values: right for what does not depend on the choice of vectors, finite for all', () => {
    const a = f64([
      [2, 0],
      [0, 2],
    ]);
    const rebuilt = (x: Tensor): Tensor => {
      const { u, s, vt } = svd(x);
      return u
        .mul(s)
        .matmul(vt)
        .mul(
          f64([
            [1, 2],
            [3, 4],
          ]),
        )
        .sum();
    };
    expect(farthest(grad((x: Tensor) => svd(x).s.sum())(a), identity(2))).toBeLessThan(1e-15);
    expect(grad(rebuilt)(a).dataSync().every(Number.isFinite)).toBe(true);
  });
});

describe('eigenvalues', () => {
  it('reconstruct the symmetric part, in order', () => {
    const a = random(5, 6, 6);
    const { values, vectors } = eigh(a);
    expect(farthest(vectors.mul(values).matmul(vectors.transpose()), a.add(a.transpose()).div(2))).toBeLessThan(1e-13);
    expect(Array.from(values.dataSync())).toEqual(Array.from(values.dataSync()).toSorted((x, y) => x - y));
  });

  it('when repeated: derivatives of what does not depend on the choice of vectors are right, all are finite', () => {
    const a = identity(3).mul(2);
    const direction = f64([
      [1, 2, 0],
      [2, 5, 1],
      [0, 1, 3],
    ]);
    const [, tangent] = jvp((x: Tensor) => eigh(x).values.exp().sum(), [a], [direction]);
    expect(tangent.item()).toBeCloseTo(9 * Math.exp(2), 12);
    const g = grad((x: Tensor) => eigh(x).vectors.mul(direction).sum())(a);
    expect(g.dataSync().every(Number.isFinite)).toBe(true);
  });

  it('of a float32 matrix are float32', () => {
    const { values, vectors } = eigh(
      tensor([
        [2, 1],
        [1, 2],
      ]),
    );
    expect([values.dtype, vectors.dtype]).toEqual(['float32', 'float32'] satisfies DType[]);
    expect(Array.from(values.dataSync())).toEqual([1, 3]);
  });
});

describe('qr', () => {
  it.each([
    [4, 4],
    [5, 3],
    [3, 5],
  ] as const)('of %i × %i', (m, n) => {
    const a = random(6, 2, m, n);
    const { q, r } = qr(a);
    expect(farthest(q.matmul(r), a)).toBeLessThan(1e-14);
    expect(farthest(q.transpose([0, 2, 1]).matmul(q), identity(Math.min(m, n)))).toBeLessThan(1e-14);
    // Where A = QR the derivative of Q·R is the identity, for wide matrices too.
    const weights = random(7, 2, m, n);
    const g = grad((x: Tensor) => {
      const parts = qr(x);
      return parts.q.matmul(parts.r).mul(weights).sum();
    })(a);
    expect(farthest(g, weights)).toBeLessThan(1e-12);
  });

  it('refuses the derivative at dependent columns', () => {
    expect(
      codeOf(() =>
        grad((x: Tensor) => qr(x).q.sum())(
          f64([
            [1, 0],
            [1, 0],
          ]),
        ).dataSync(),
      ),
    ).toBe('numerical');
  });
});

describe('systems', () => {
  it('are solved for vectors, columns and stacks', () => {
    const a = random(8, 3, 4, 4);
    const b = random(9, 4);
    expect(solve(a, b).shape).toEqual([3, 4]);
    expect(farthest(a.matmul(solve(a, random(10, 4, 2))), random(10, 4, 2).broadcastTo([3, 4, 2]))).toBeLessThan(1e-12);
    expect(farthest(a.matmul(inverse(a)), identity(4).broadcastTo([3, 4, 4]))).toBeLessThan(1e-12);
    expect(vmap((x: Tensor) => solve(x, b))(a).shape).toEqual([3, 4]);
  });

  it('that are singular are refused by name', () => {
    const flat = f64([
      [1, 2],
      [2, 4],
    ]);
    expect(codeOf(() => solve(flat, f64([1, 1])).dataSync())).toBe('numerical');
    expect(codeOf(() => inverse(flat).dataSync())).toBe('numerical');
    expect(codeOf(() => triangularSolve(f64([[0]]), f64([1])).dataSync())).toBe('numerical');
    expect(() =>
      cholesky(
        f64([
          [1, 2],
          [2, 1],
        ]),
      ).dataSync(),
    ).toThrow('the matrix is not positive definite: pivot 1 of 2 is -3');
    expect(codeOf(() => solve(f64([[1, 2]]), f64([1])))).toBe('shape');
    expect(codeOf(() => cholesky(tensor([[1]], { dtype: 'int32' })))).toBe('dtype');
  });

  it('read one triangle only', () => {
    const [full, lower] = [
      f64([
        [2, 99],
        [1, 4],
      ]),
      f64([
        [2, 0],
        [1, 4],
      ]),
    ];
    expect(farthest(triangularSolve(full, f64([2, 5])), solve(lower, f64([2, 5])))).toBe(0);
  });
});

describe('determinants', () => {
  it('are exact for small whole matrices', () => {
    expect(
      det(
        f64([
          [1, 2],
          [3, 4],
        ]),
      ).item(),
    ).toBeCloseTo(-2, 14);
    expect(
      det(
        f64([
          [0, 1],
          [1, 0],
        ]),
      ).item(),
    ).toBe(-1);
    expect(det(zeros([0, 0])).item()).toBe(1);
  });

  it('have right gradients at singular matrices of any rank', () => {
    const cofactors = (a: number[][]): number[][] =>
      a.map((row, i) => row.map((_, j) => ((i + j) % 2 === 0 ? minor(a, i, j) : -minor(a, i, j))));
    const minor = (a: number[][], i: number, j: number): number => {
      const [p, q] = [0, 1, 2].filter((k) => k !== i) as [number, number];
      const [r, s] = [0, 1, 2].filter((k) => k !== j) as [number, number];
      return a[p]![r]! * a[q]![s]! - a[p]![s]! * a[q]![r]!;
    };
    for (const a of [
      [
        [1, 2, 3],
        [2, 4, 6],
        [1, 0, 1],
      ],
      [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      [
        [2, 0, 0],
        [0, 3, 0],
        [0, 0, 4],
      ],
    ])
      expect(farthest(grad(det)(f64(a)), f64(cofactors(a)))).toBeLessThan(1e-13 * 40);
  });

  it('have a logarithm that does not overflow', () => {
    const a = identity(400).mul(1e3);
    expect(det(a).item()).toBe(Infinity);
    expect(logdet(a).item()).toBeCloseTo(400 * Math.log(1e3), 9);
    expect(
      slogdet(
        f64([
          [1, 2],
          [2, 4],
        ]),
      ).logabsdet.item(),
    ).toBe(-Infinity);
    expect(
      logdet(
        f64([
          [0, 1],
          [1, 0],
        ]),
      ).item(),
    ).toBeNaN();
  });
});

describe('diagonals', () => {
  it('come out and go in', () => {
    const x = f64([
      [1, 2],
      [3, 4],
    ]);
    expect(Array.from(diagonal(diagonalFrom(x)).dataSync())).toEqual([1, 2, 3, 4]);
    expect(() => diagonal(zeros([2, 3]))).toThrow('[2, 3] is not square');
  });
});

describe('hard input', () => {
  it('large matrices of low rank take no longer than others, and are right', () => {
    const a = random(11, 48, 3).matmul(random(12, 3, 48));
    const { u, s, vt } = svd(a);
    expect(farthest(u.mul(s).matmul(vt), a)).toBeLessThan(1e-12);
    expect(farthest(u.transpose().matmul(u), identity(48))).toBeLessThan(1e-13);
    const even = a.matmul(a.transpose());
    const { values, vectors } = eigh(even);
    expect(farthest(vectors.mul(values).matmul(vectors.transpose()), even)).toBeLessThan(1e-10);
    expect(farthest(vectors.transpose().matmul(vectors), identity(48))).toBeLessThan(1e-13);
  });

  it('what is no number gives no number, for that matrix alone', () => {
    const a = f64([
      [1, NaN],
      [0, 1],
      [2, 0],
      [0, 1],
    ]).reshape([2, 2, 2]);
    expect(Array.from(svd(a).s.dataSync())).toEqual([NaN, NaN, 2, 1]);
    expect(Array.from(eigh(a).values.dataSync())).toEqual([NaN, NaN, 1, 2]);
    expect(Array.from(cholesky(f64([[NaN]])).dataSync())).toEqual([NaN]);
    expect(det(f64([[Infinity]])).item()).toBe(Infinity);
  });

  it('scales from 1e-150 to 1e150 keep their digits', () => {
    for (const scale of [1e-150, 1e150]) {
      const { s } = svd(
        f64([
          [3, 0],
          [4, 5],
        ]).mul(scale),
      );
      expect(
        s
          .div(scale)
          .sub(f64([Math.sqrt(45), Math.sqrt(5)]))
          .abs()
          .max()
          .item(),
      ).toBeLessThan(1e-14);
      expect(
        eigh(
          f64([
            [2, 1],
            [1, 2],
          ]).mul(scale),
        )
          .values.div(scale)
          .sub(f64([1, 3]))
          .abs()
          .max()
          .item(),
      ).toBeLessThan(1e-14);
    }
  });

  it('nothing at all', () => {
    expect(svd(zeros([0, 3])).s.shape).toEqual([0]);
    expect(eigh(zeros([0, 0])).values.shape).toEqual([0]);
    expect(inverse(zeros([0, 0])).shape).toEqual([0, 0]);
    expect(solve(zeros([2, 0, 0]), zeros([0, 1])).shape).toEqual([2, 0, 1]);
  });
});
